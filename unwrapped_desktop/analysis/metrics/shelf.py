"""The map: what our table knows of the artists in a record. What it does not know is our gap."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.known import MIN_COVERAGE, RARE_POPULARITY, STAR_POPULARITY
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import beyond, descending
from unwrapped_desktop.domain.finding import Finding

ACCLAIMED, WORRYING = 80, 50

EXPECTED_STAR_SHARE = 0.35
EXPECTED_DECADE_SHARE = 0.45


def measure(listening: Listening) -> Measured:
    """Measure a record against the reference table."""
    measured = Measured()
    recognised = _plays_where(listening, listening.known.in_table)
    coverage = recognised / len(listening)
    measured.fact("map.recognised_share", percent(recognised, len(listening)), "percent", len(listening))
    gap = _our_gap(listening, recognised)
    if coverage < MIN_COVERAGE:
        reason = "Our table knows too few of these artists."
        measured.unavailable("map.star_share", "percent", reason)
        measured.findings.extend([gap] if gap else [])
        return measured
    stars = _plays_where(listening, listening.known.popularity >= STAR_POPULARITY)
    measured.fact("map.star_share", percent(stars, len(listening)), "percent", len(listening))
    candidates = (
        _charts(listening, stars),
        _rare_find(listening),
        _bus_stop(listening),
        _decade(listening, recognised),
        *_regard(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _plays_where(listening: Listening, mask: np.ndarray) -> int:
    return int(listening.artist_plays[mask].sum())


def _our_gap(listening: Listening, recognised: int) -> Finding | None:
    if recognised / len(listening) >= MIN_COVERAGE:
        return None
    builder = FindingBuilder(id="our_gap", title="What our table knows", population=ALL_PLAYS)
    builder.row("artists in our table", len(listening.reference), slot="known")
    builder.row("plays of theirs", recognised)
    builder.total("all plays", len(listening))
    builder.total("share", percent(recognised, len(listening)), "percent", slot="share")
    return builder.finding(0.55)


def _charts(listening: Listening, stars: int) -> Finding | None:
    popularity = listening.known.popularity
    counts = np.where(popularity >= STAR_POPULARITY, listening.artist_plays, 0)
    artist = int(np.argmax(counts))
    if counts[artist] == 0 or not listening.targets[artist]:
        return None
    builder = FindingBuilder(
        id="charts", title="Stars", population=f"artists of popularity {STAR_POPULARITY} or more in our table"
    )
    builder.row("plays of stars", stars)
    builder.row("the most played of them", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(counts[artist]), slot="plays")
    builder.total("share of all plays", percent(stars, len(listening)), "percent", slot="share")
    return builder.finding(beyond(stars / len(listening), EXPECTED_STAR_SHARE + 0.1, 0.85))


def _rare_find(listening: Listening) -> Finding | None:
    popularity = listening.known.popularity
    rare = (popularity >= 0) & (popularity <= RARE_POPULARITY) & (listening.artist_plays > 0)
    counts = np.where(rare, listening.artist_plays, 0)
    artist = int(np.argmax(counts))
    if counts[artist] < 15 or not listening.targets[artist]:
        return None
    builder = FindingBuilder(
        id="rare_find",
        title="Known to us, and to few others",
        population=f"artists of popularity {RARE_POPULARITY} or less in our table",
    )
    builder.row("the most played of them", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(counts[artist]), slot="plays")
    builder.total("such artists in the record", int(rare.sum()), slot="found")
    return builder.finding(0.35 + 0.4 * beyond(int(counts[artist]), 15, 200))


def _bus_stop(listening: Listening) -> Finding | None:
    popularity = listening.known.popularity
    ten = descending(listening.artist_plays)[:10]
    stars = int(np.sum(popularity[ten] >= STAR_POPULARITY))
    rare = [
        rank
        for rank, code in enumerate(ten, start=1)
        if 0 <= popularity[code] <= RARE_POPULARITY and listening.targets[code]
    ]
    if len(ten) < 10 or stars < 5 or not rare:
        return None
    builder = FindingBuilder(
        id="bus_stop",
        title="The ten most played artists",
        population="popularity in our table",
        shareable=bool(listening.targets[ten].all()),
    )
    for code in ten:
        known = listening.known[int(code)]
        builder.row(
            listening.artist(int(code)),
            "unknown to us" if known is None else known.popularity,
            "count" if known else "text",
        )
    builder.total("artists in the list", 10, slot="ten")
    builder.total(f"of these at {STAR_POPULARITY} or more", stars, slot="stars")
    builder.total("first rare one, place in the list", rare[0], slot="rank")
    builder.total("who is", listening.artist(int(ten[rare[0] - 1])), "artist", slot="artist")
    return builder.finding(0.6)


def _decade(listening: Listening, recognised: int) -> Finding | None:
    decades = listening.known.decade
    values = np.unique(decades[(decades > 0) & (listening.artist_plays > 0)])
    plays = {int(value): _plays_where(listening, decades == value) for value in values}
    main = max(plays, key=lambda value: (plays[value], -value))
    builder = FindingBuilder(
        id="decade",
        title="Main decades of the artists we know",
        population="plays of artists in our table, by the artist's main decade",
    )
    for value in sorted(plays):
        builder.row(f"{value}s", plays[value])
    builder.total("main decade", f"{main}s", "decade", slot="decade")
    builder.total("its share of recognised plays", percent(plays[main], recognised), "percent", slot="share")
    builder.total("recognised plays", percent(recognised, len(listening)), "percent", slot="known_share")
    builder.total("year of the last play", int(listening.at.year.max()), "year", slot="year")
    if main >= int(listening.at.year.max()) - 15:
        return builder.finding(beyond(plays[main] / recognised, 0.75, 0.98))
    return builder.finding(beyond(plays[main] / recognised, EXPECTED_DECADE_SHARE, 0.85))


def _regard(listening: Listening) -> tuple[Finding | None, Finding | None]:
    acclaim = listening.known.acclaim
    judged = _plays_where(listening, acclaim >= 0)
    if judged < MIN_COVERAGE * len(listening):
        return None, None
    high = _regard_finding(listening, "acclaimed", (acclaim >= ACCLAIMED) & (acclaim >= 0), judged)
    low = _regard_finding(listening, "worrying", (acclaim < WORRYING) & (acclaim >= 0), judged)
    return high, low


def _regard_finding(listening: Listening, name: str, mask: np.ndarray, judged: int) -> Finding | None:
    counts = np.where(mask, listening.artist_plays, 0)
    artist = int(np.argmax(counts))
    if counts[artist] == 0 or not listening.targets[artist]:
        return None
    plays = _plays_where(listening, mask)
    limit = f"{ACCLAIMED} or more" if name == "acclaimed" else f"under {WORRYING}"
    builder = FindingBuilder(
        id=name, title="Critics' regard", population="plays of artists whose regard our table knows"
    )
    builder.row(f"plays of artists at {limit}", plays)
    builder.row("the most played of them", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(counts[artist]), slot="plays")
    builder.total("plays of artists with a regard", judged)
    builder.total("share", percent(plays, judged), "percent", slot="share")
    return builder.finding(beyond(plays / judged, 0.55, 0.9))
