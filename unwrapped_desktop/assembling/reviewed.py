"""Names the addresses of tracks that a yearly review lists, by the rows that bear them: a record keeps no others."""

import numpy as np

from unwrapped_desktop.domain.intake import Intake, MusicRows
from unwrapped_desktop.domain.record import Codes
from unwrapped_desktop.domain.wrapped import ADDRESSES_MOST


def reviewed_songs(intake: Intake, music: MusicRows, song: Codes) -> dict[str, int]:
    """Return the song code of each listed address that a row bears.

    Titles change at times: the song of an address is the one its rows name most often, of equals the first.

    Args:
        intake: What was read.
        music: The rows that count.
        song: Their song codes.
    """
    listed = {uri for review in intake.extras.wrapped for uri in review.top_track_uris[:ADDRESSES_MOST]}
    if not listed:
        return {}
    places = [place for place, uri in enumerate(intake.texts.uris) if uri in listed]
    rows = np.flatnonzero(np.isin(intake.tags.uri, places)[music.tag])
    uri, song = intake.tags.uri[music.tag[rows]], song[rows]
    found: dict[str, int] = {}
    for place in places:
        songs, times = np.unique(song[uri == place], return_counts=True)
        if songs.size:
            found[intake.texts.uris[place]] = int(songs[np.argmax(times)])
    return dict(sorted(found.items()))
