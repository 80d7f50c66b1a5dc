"""From what stands in the form to an exclusion, or to clear words about what is missing."""

from datetime import date, timedelta

from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry, Shelf, searchable
from unwrapped_desktop.domain.exclusion import HOURS_OF_DAY, Exclusion, ExclusionKind, folded
from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate


class DraftError(ValueError):
    """The form describes nothing that can be left out.

    Attributes:
        field: The field of the form that it is about.
    """

    def __init__(self, text: str, *, field: str) -> None:
        super().__init__(text)
        self.field = field


def exclusion_of_name(
    kind: ExclusionKind,
    artist: str,
    title: str,
    catalogue: Catalogue | None,
    *,
    chosen: CatalogueEntry | None,
) -> Exclusion:
    """Return an exclusion of an artist, a song or an album.

    Args:
        kind: Which of these.
        artist: What stands for the artist; for a song or an album of the record it may be empty.
        title: What stands for the title; passed over for an artist.
        catalogue: The names of the record; None takes any name.
        chosen: The entry that was taken from the list.

    Raises:
        DraftError: A name is missing, or the record does not have it.
    """
    _check_filled(kind, artist, title, needs_artist=catalogue is None)
    entry = chosen
    is_other_artist = artist.strip() and entry is not None and folded(artist) != folded(entry.artist)
    if catalogue is not None and (entry is None or is_other_artist):
        entry = _looked_up(kind, artist, title, catalogue)
    if entry is not None:
        artist, title = entry.artist, entry.title
    makers = {ExclusionKind.TRACK: Exclusion.of_track, ExclusionKind.ALBUM: Exclusion.of_album}
    try:
        return makers[kind](artist, title) if kind in makers else Exclusion.of_artist(artist)
    except ValueError as error:
        text = translate(
            "ExclusionForm", "This name holds half a character and cannot be kept. Type it anew."
        )
        raise DraftError(text, field="artist") from error


def exclusion_of_range(
    first: date, last: date, hours: tuple[int, int], record: RecordSummary | None
) -> Exclusion:
    """Return an exclusion of dates.

    Args:
        first: First date.
        last: Last date, left out too.
        hours: Hour of the first date at which it begins, last hour of the last date that is in it.
        record: The record it is about.

    Raises:
        DraftError: The range ends before it begins, or the record lies elsewhere.
    """
    if first > last:
        text = translate("ExclusionForm", "The range ends before it begins.")
        raise DraftError(text, field="last")
    if (first, hours[0]) > (last, hours[1]):
        text = translate("ExclusionForm", "The range ends before it begins: look at the hours.")
        raise DraftError(text, field="last_hour")
    if record is not None and record.first_play_at is not None and record.last_play_at is not None:
        # The record's dates are those of UTC; the listener's may differ by a day.
        day = timedelta(days=1)
        begins, ends = record.first_play_at.date(), record.last_play_at.date()
        if last < begins - day or first > ends + day:
            text = translate(
                "ExclusionForm", "Nothing was played then: the record runs from {first} to {last}."
            ).format(first=write_date(begins), last=write_date(ends))
            raise DraftError(text, field="first")
    return Exclusion.of_range(first, last, first_hour=hours[0], last_hour=hours[1])


def exclusion_of_hours(from_hour: int, to_hour: int) -> Exclusion:
    """Return an exclusion of hours of every day.

    Args:
        from_hour: The first hour, 0 to 23.
        to_hour: The hour at which it ends, 1 to 24; one before the first passes midnight.

    Raises:
        DraftError: That would be no hour, or all of them.
    """
    length = (to_hour - from_hour) % len(HOURS_OF_DAY)
    if not length:
        text = translate("ExclusionForm", "From and until are the same hour. Leave some hours of the day in.")
        raise DraftError(text, field="to_hour")
    return Exclusion.of_hours((from_hour + step) % len(HOURS_OF_DAY) for step in range(length))


def exclusion_of_private(catalogue: Catalogue | None) -> Exclusion:
    """Return an exclusion of private sessions.

    Raises:
        DraftError: The record has none.
    """
    if catalogue is not None and not catalogue.has_private:
        text = translate("ExclusionForm", "There are no private sessions in this record.")
        raise DraftError(text, field="add")
    return Exclusion.of_private()


def _check_filled(kind: ExclusionKind, artist: str, title: str, *, needs_artist: bool) -> None:
    if kind is ExclusionKind.ARTIST:
        if not artist.strip():
            raise DraftError(translate("ExclusionForm", "Name an artist first."), field="artist")
        return
    if not title.strip():
        text = (
            translate("ExclusionForm", "Name a song first.")
            if kind is ExclusionKind.TRACK
            else translate("ExclusionForm", "Name an album first.")
        )
        raise DraftError(text, field="title")
    if needs_artist and not artist.strip():
        raise DraftError(translate("ExclusionForm", "Say whose it is: name the artist too."), field="artist")


def _looked_up(kind: ExclusionKind, artist: str, title: str, catalogue: Catalogue) -> CatalogueEntry:
    if kind is ExclusionKind.ARTIST:
        found = catalogue.artist_shelf.entry(artist) or _alike(catalogue.artist_shelf, artist)
        if found is None:
            raise _unknown(artist, "artist")
        return found
    shelf = catalogue.track_shelf if kind is ExclusionKind.TRACK else catalogue.album_shelf
    if artist.strip():
        return _by_artist(shelf, artist, title)
    return _by_anybody(shelf, title)


def _by_artist(shelf: Shelf, artist: str, title: str) -> CatalogueEntry:
    found = shelf.entry(artist, title)
    if found is not None:
        return found
    if not shelf.has_artist(artist):
        raise _unknown(artist, "artist")
    found = _alike(shelf, title, artist=artist)
    if found is None:
        text = translate(
            "ExclusionForm", "The record has no “{title}” by {artist}. Type a part of it and choose."
        ).format(title=isolate(title), artist=isolate(artist))
        raise DraftError(text, field="title")
    return found


def _by_anybody(shelf: Shelf, title: str) -> CatalogueEntry:
    same = [entry for entry in shelf.find(title) if searchable(entry.name) == searchable(title)]
    if not same:
        raise _unknown(title, "title")
    if len(same) > 1:
        text = translate("ExclusionForm", "More than one artist has a “{title}”. Say whose it is.").format(
            title=isolate(title)
        )
        raise DraftError(text, field="artist")
    return same[0]


def _alike(shelf: Shelf, name: str, *, artist: str = "") -> CatalogueEntry | None:
    """Return the only entry of that name but for accents and white space."""
    found = shelf.find(name, artist=artist)
    same = [entry for entry in found if searchable(entry.name) == searchable(name)]
    return same[0] if len(same) == 1 else None


def _unknown(name: str, field: str) -> DraftError:
    text = translate(
        "ExclusionForm", "“{name}” is not in the record. Type a part of the name and choose from the list."
    ).format(name=isolate(name))
    return DraftError(text, field=field)
