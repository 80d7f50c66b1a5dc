"""How much of an export is read before it is refused: a hostile file must not fill the memory or the day."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reading, counted while reading and never taken from what a file says about itself.

    Attributes:
        unpacked_bytes: All files together, unpacked.
        ratio: A zip member may unpack to this many times its packed size.
        ratio_slack_bytes: A member may unpack to this much before its ratio is looked at.
        archive_entries: Entries of one zip.
        folder_entries: Files and folders below one folder.
        folder_depth: Folders within folders.
        batch_bytes: Rows are decoded in batches of about this size, so that cancelling is quick, the window stays
            alive while the decoder holds the interpreter, and a big file does not have to fit into memory.
        longest_row_bytes: A batch may grow to this size in search of the end of a row.
        rows: All rows together.
    """

    unpacked_bytes: int = 2048 * MIB
    ratio: int = 100
    ratio_slack_bytes: int = MIB
    archive_entries: int = 10_000
    folder_entries: int = 50_000
    folder_depth: int = 32
    batch_bytes: int = 4 * MIB
    longest_row_bytes: int = 64 * MIB
    rows: int = 20_000_000
