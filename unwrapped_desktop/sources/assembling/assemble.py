"""Makes one record's rows and names from the rows of all files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Mask, Names, Rows
from unwrapped_desktop.sources.assembling.canonical import CanonicalRows, canonical_rows
from unwrapped_desktop.sources.assembling.coverage import Span, superseded_rows
from unwrapped_desktop.sources.assembling.duplicates import kept_rows
from unwrapped_desktop.sources.assembling.tables import record_tables
from unwrapped_desktop.sources.decoding.columns import MusicColumns
from unwrapped_desktop.sources.decoding.interning import Interners


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The rows that count, and which music rows do not.

    Attributes:
        source: Extended history if a row of it counts, else account data.
        rows: The rows that count, in order.
        names: Their names.
        music: All music rows, as they were before.
        duplicate: Which of those tell of a play that another row tells better.
        superseded: Which others are account data from a time that the extended history covers.
    """

    source: SourceKind
    rows: Rows
    names: Names
    music: CanonicalRows
    duplicate: Mask
    superseded: Mask


def assemble(
    parts: Sequence[MusicColumns],
    interners: Interners,
    spans: Sequence[Span],
    *,
    cancel: CancelToken,
    counted: Callable[[int], None],
) -> Assembled:
    """Join the music rows of all files, leave out what counts already, and make the tables.

    Args:
        parts: Music rows in the order of reading.
        interners: The strings they point to.
        spans: Time covered by each extended file.
        cancel: Stops the work.
        counted: Hears how many rows have been decided on.
    """
    music = canonical_rows(MusicColumns.joined(parts), interners, cancel)
    kept = kept_rows(music, cancel)
    superseded = kept & superseded_rows(music.columns.ended_at_s, music.columns.account, spans)
    counted(len(music) - int(kept.sum()) + int(superseded.sum()))
    used = music.take(kept & ~superseded)
    cancel.raise_if_cancelled()
    rows, names = record_tables(used, cancel)
    counted(len(music))
    is_extended = bool((used.columns.account == 0).any())
    return Assembled(
        source=SourceKind.EXTENDED_EXPORT if is_extended else SourceKind.ACCOUNT_EXPORT,
        rows=rows,
        names=names,
        music=music,
        duplicate=~kept,
        superseded=superseded,
    )
