"""One line on a terminal that says what is happening; silent where nobody watches."""

from types import TracebackType
from typing import Self, TextIO

from unwrapped_desktop.domain.progress import Progress, Stage

STAGE_WORDS = {
    Stage.OPENING: "Opening",
    Stage.READING: "Reading",
    Stage.COUNTING: "Counting",
    Stage.MEASURING: "Measuring",
    Stage.WRITING: "Writing the verdict",
    Stage.CHECKING: "Checking every claim",
    Stage.SAVING: "Saving",
}


class ProgressLine:
    """Shows progress on one line of a terminal, and wipes it at the end."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._write("")

    def show(self, progress: Progress) -> None:
        """Show where the work stands."""
        rows = f", {progress.rows:,} rows" if progress.rows else ""
        part = f" {100 * progress.done // progress.total} %" if progress.total else ""
        self._write(f"{STAGE_WORDS[progress.stage]}{part}{rows}")

    def _write(self, text: str) -> None:
        if self._stream is not None and self._stream.isatty():
            self._stream.write("\r" + text.ljust(self._shown) + ("" if text else "\r"))
            self._stream.flush()
            self._shown = len(text)
