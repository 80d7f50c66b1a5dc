"""What the worker thread does for cards: paints them, packs them, writes them."""

from pathlib import Path

from unwrapped_desktop.domain.errors import Cancelled, means_full_disk
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.sharing.free_place import free_path
from unwrapped_desktop.ui.cards.card_set import card_file_name
from unwrapped_desktop.ui.cards.painted import CardFile, PaintedCard, PaintOrder, Saved, SetFiles, paint
from unwrapped_desktop.ui.saving import disk_full, write_whole
from unwrapped_desktop.workers.job import Work


def paint_card(order: PaintOrder) -> Work:
    """Paint one card."""

    def work(_tell: Tell, cancel: CancelToken) -> PaintedCard:
        painted = paint(order)
        cancel.raise_if_cancelled()  # nobody wants an old card once another was asked for
        return painted

    return work


def save_card(wanted: CardFile) -> Work:
    """Write a card, whole or not at all. The dialog has asked before: what lies there is replaced."""

    def work(_tell: Tell, _cancel: CancelToken) -> Saved:
        reason = write_whole(wanted.path, wanted.png)
        if reason:
            return Saved(paths=(), wanted=1, name=Path(wanted.path).name, reason=reason)
        return Saved(paths=(wanted.path,), wanted=1)

    return work


def save_set(wanted: SetFiles) -> Work:
    """Paint and write all cards of a set under names that are not taken; what is written stays where the rest cannot be."""

    def work(tell: Tell, cancel: CancelToken) -> Saved:
        written: list[str] = []
        total = len(wanted.orders)
        for order in wanted.orders:
            tell(Progress(stage=Stage.SAVING, done=len(written), total=total, unit="cards"))
            name = card_file_name(order.card, order.format_name)
            png = b""
            try:
                cancel.raise_if_cancelled()
                png = paint(order).png
                written.append(_write_beside(Path(wanted.folder), name, png))
            except Cancelled:
                return Saved(paths=tuple(written), wanted=total)
            except OSError as error:
                reason = disk_full(len(png)) if means_full_disk(error) else error.strerror or str(error)
                return Saved(paths=tuple(written), wanted=total, name=name, reason=reason)
        return Saved(paths=tuple(written), wanted=total)

    return work


def _write_beside(folder: Path, name: str, data: bytes) -> str:
    """Write a file beside those that are there, whole or not at all, and return its path.

    Raises:
        OSError: It could not be written.
    """
    while True:
        path = free_path(folder, name)
        try:
            file = path.open("xb")
        except FileExistsError:
            continue  # somebody else took the name in between
        try:
            with file:
                file.write(data)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return str(path)
