"""Reports built by hand for the screens and the GUI tests: one good page, and the cases that are hard to draw.

Remarks are written with their claims in place: `[1,904|wide.rows.0]` is the text `1,904`, a number claim on the value of
line 0 of the rows of receipt `wide`. A `#` after the place quotes the label instead, a last part names another kind.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap, SetAside, SourceKind
from unwrapped_desktop.domain.report import (
    AxisScore,
    Cell,
    Claim,
    Fact,
    Lately,
    OpenedStatement,
    Provenance,
    Receipt,
    RecordSummary,
    Remark,
    Report,
    ReportListener,
    SpotifyPage,
    Value,
    Verdict,
)
from unwrapped_desktop.domain.statement import Answer, Statement
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, MonthLists

_TOKEN = re.compile(r"\[([^|\]]+)\|([^|\]]+)(?:\|(\w+))?\]")
_NAME_UNITS = {"artist", "track", "album"}
_DATE_UNITS = {"date", "month", "year"}

LONG_ARTIST = (
    "The Reverend Ottoline Featherstonehaugh and Her Seventeen-Piece Municipal Fire Brigade Orchestra"
)
LONG_TITLE = (
    "I Have Left the Kettle on Again and Now the Whole Street Knows, Pt. 4 (Live at the Corn Exchange)"
)


def cell(label: str, value: Value, unit: str = "count") -> Cell:
    return Cell(label=label, value=value, unit=unit)


def receipt(
    receipt_id: str,
    title: str,
    rows: list[Cell],
    totals: list[Cell] | None = None,
    population: str = "counted: every play",
    *,
    shareable: bool = True,
) -> Receipt:
    return Receipt(
        id=receipt_id,
        title=title,
        rows=tuple(rows),
        totals=tuple(totals or []),
        population=population,
        shareable=shareable,
    )


def remark(
    number: int, template: str, receipts: dict[str, Receipt], *, paragraph: int, theme: str = "how"
) -> Remark:
    """Return a remark whose claims are found in the template."""
    text, claims, used = "", [], []
    at = 0
    for token in _TOKEN.finditer(template):
        text += template[at : token.start()]
        start = len(text)
        text += token[1]
        claims.append(_claim(token[2], token[3], start, len(text), receipts))
        used.append(claims[-1].receipt)
        at = token.end()
    text += template[at:]
    return Remark(
        id=f"remark_{number}",
        text=text,
        receipts=tuple(dict.fromkeys(used)) or (next(iter(receipts)),),
        family=f"family_{number}",
        theme=theme,
        paragraph=paragraph,
        claims=tuple(claims),
    )


def _claim(place: str, kind: str | None, start: int, end: int, receipts: dict[str, Receipt]) -> Claim:
    quoted = place.endswith("#")
    receipt_id, part, index = place.rstrip("#").rsplit(".", 2)
    cells = receipts[receipt_id].rows if part == "rows" else receipts[receipt_id].totals
    unit = cells[int(index)].unit
    guessed = "name" if unit in _NAME_UNITS or quoted else "date" if unit in _DATE_UNITS else "number"
    return Claim(
        start=start,
        end=end,
        kind=kind or guessed,  # type: ignore[arg-type]
        receipt=receipt_id,
        part=part,  # type: ignore[arg-type]
        index=int(index),
        field="label" if quoted else "value",
    )


def _good_receipts() -> dict[str, Receipt]:
    made = [
        receipt(
            "label",
            "Ten most started songs",
            [
                cell("Kuru Yaprak", "2 of 61", "text"),
                cell("Low Bridge", "88 of 96", "text"),
                cell("Tin Hat Weather", "3 of 57", "text"),
                cell("Gravel Hymn", "1 of 52", "text"),
                cell("Salt on Tuesday", "4 of 49", "text"),
            ],
            [cell("finished less than one time in four", 7), cell("songs looked at", 10)],
            "counted: every start of the ten songs, 512 rows; finished means played to its end",
        ),
        receipt(
            "artists",
            "Artists in the record",
            [
                cell("artists", 1904),
                cell("played once", 1107),
                cell("share played once", 58.1, "percent"),
                cell("most played", "Ostkai", "artist"),
            ],
            [cell("plays", 48211)],
            "counted: every play of 30 seconds or more",
        ),
        receipt(
            "burst",
            "Nadide Su",
            [
                cell("artist", "Nadide Su", "artist"),
                cell("plays before May 2022", 0),
                cell("first play", "9 May 2022", "date"),
                cell("plays in the burst", 840),
                cell("weeks it lasted", 9),
                cell("last play", "4 August 2022", "date"),
            ],
            [cell("plays since", 0)],
            "counted: every play of the artist; the record begins in February 2014",
        ),
        receipt(
            "intro",
            "Kuru Yaprak",
            [
                cell("song", "Kuru Yaprak", "track"),
                cell("started", 61),
                cell("finished", 2),
                cell("left before 0:30", 48),
                cell("longest stay", "4:02", "text"),
            ],
            [cell("first", "9 May 2022", "date"), cell("last", "14 November 2026", "date")],
            "finished: played to its end. counted: every start, 61 rows",
        ),
        receipt(
            "morning",
            "First play of the day, Monday to Friday",
            [cell("middle of all days", "7:42", "time"), cell("give or take", 6, "minutes")],
            [cell("days counted", 1288), cell("weekends wander across, hours", 4)],
            "counted: first play of each weekday, time zone Europe/Berlin",
            shareable=False,
        ),
        receipt(
            "skips",
            "How soon a song is skipped",
            [
                cell("skips", 9340),
                cell("gone within 5 seconds", 4711),
                cell("share", 50.4, "percent"),
                cell("middle, seconds", 5),
            ],
            population="counted: rows skipped or moved on from before 30 seconds",
        ),
        receipt(
            "saved",
            "Saved albums",
            [cell("saved", 212), cell("opened", 40)],
            [cell("never opened", 172)],
            "opened: one play or more",
        ),
        receipt(
            "album",
            "Songs tried from Tidewater",
            [
                cell("Low Bridge", 96),
                cell("song", "Low Bridge", "track"),
                cell("album", "Tidewater", "album"),
                cell("other songs tried", 8),
            ],
            [cell("their plays together", 11)],
            "counted: every play of the album",
        ),
        receipt(
            "sleigh",
            "Silver Sleigh",
            [
                cell("song", "Silver Sleigh", "track"),
                cell("played", "9 July 2024", "date"),
                cell("days since 25 December 2023", 197),
                cell("days until 25 December 2024", 169),
            ],
            population="counted: plays of songs tagged as seasonal, outside November to January",
        ),
        receipt(
            "shelf",
            "How much of the record we recognise",
            [cell("artists in our table", 5000), cell("share of plays", 19, "percent")],
            population="counted: every play",
        ),
        receipt(
            "kind",
            "Ostkai, month by month",
            [cell("artist", "Ostkai", "artist"), cell("years", 6), cell("months without a play", 0)],
            [cell("months looked at", 72)],
            "counted: calendar months from November 2020 to October 2026",
        ),
    ]
    return {entry.id: entry for entry in made}


_PAGE = (
    (0, ("There are [1,904|artists.rows.0] artists in this record, and [most|artists.rows.2|order] of them were invited "
        "[once|artists.rows.1#|order]. The one with a key, and a shelf in the bathroom, is [Ostkai|artists.rows.3].")),
    (0, ("Before [May 2022|burst.rows.2], [Nadide Su|burst.rows.0] meant nothing to you. Then [840|burst.rows.3] plays in "
        "[nine|burst.rows.4] weeks. Since [August|burst.rows.5] you cross the street.")),
    (0, ("[Kuru Yaprak|intro.rows.0] has started [61|intro.rows.1] times and finished [twice|intro.rows.2]. It keeps its "
        "coat on.")),
    (1, ("Your first play of a weekday comes at [7:42|morning.rows.0], give or take [six|morning.rows.1] minutes. Trains "
        "have been vaguer. At weekends the same figure wanders across [four|morning.totals.1] hours, like somebody "
        "looking for a charger.")),
    (1, ("[Half|skips.rows.2] of what you skip is gone within [five|skips.rows.3] seconds; nobody has introduced the "
        "drummer by then.")),
    (2, "You have saved [212|saved.rows.0] albums and opened [40|saved.rows.1]. The rest are well, and ask after you."),
    (2, ("[Low Bridge|album.rows.1] has [96|album.rows.0] plays. The other [eight|album.rows.3] songs you tried from "
        "[Tidewater|album.rows.2] have [eleven|album.totals.0] between them and are waiting in the car.")),
    (3, ("[Silver Sleigh|sleigh.rows.0] on [9 July|sleigh.rows.1] is either [197|sleigh.rows.2] days late or "
        "[169|sleigh.rows.3] days early. Decide before the neighbours do.")),
    (3, ("We keep notes on [5,000|shelf.rows.0] artists, and they cover [19|shelf.rows.1] per cent of your plays. You are "
        "ahead of the paperwork.")),
    (3, ("In [six|kind.rows.1] years [no|kind.rows.2|order] month has passed without [Ostkai|kind.rows.0]. Marriages are "
        "certified on less.")),
)  # fmt: skip


def _verdict(
    label: str, charge: str, label_receipts: tuple[str, ...], remarks: tuple[Remark, ...]
) -> Verdict:
    claims = sum(len(entry.claims) for entry in remarks)
    return Verdict(
        label=label,
        charge=charge,
        label_receipts=label_receipts,
        word_count=sum(len(entry.text.split()) for entry in remarks),
        claims_total=claims,
        claims_checked=claims,
        remarks=remarks,
    )


def _axis(
    axis_id: str,
    value: float | None,
    spread: float = 0.05,
    *,
    coverage: float = 1.0,
    reason: str | None = None,
) -> AxisScore:
    known = value is not None
    return AxisScore(
        id=axis_id,
        value=value,
        low=max(0.0, value - spread) if value is not None else None,
        high=min(1.0, value + spread) if value is not None else None,
        coverage_ratio=coverage,
        sample=48211 if known else 9160,
        reason=reason,
    )


def good_report() -> Report:
    """Return the model page: English, ten remarks, both mission axes abstaining."""
    receipts = _good_receipts()
    remarks = tuple(
        remark(number, text, receipts, paragraph=paragraph) for number, (paragraph, text) in enumerate(_PAGE)
    )
    return Report(
        created_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        listener=ReportListener(name="Ada", source=SourceKind.EXTENDED_EXPORT),
        provenance=_provenance(),
        record=_record(),
        facts=(Fact(id="artists", value=1904, unit="count", sample=48211),),
        receipts=tuple(receipts.values()),
        verdict=_verdict(
            "LOYAL TO THE INTRO",
            "Seven of your ten most started songs are rarely finished.",
            ("label",),
            remarks,
        ),
        axes=(
            _axis(
                "mainstream", None, coverage=0.19, reason="We recognise 19 % of your plays. That is our gap."
            ),
            _axis("acclaim", None, coverage=0.12, reason="Critics have left notes on 12 % of your plays."),
            _axis("finisher_skipper", 0.76),
            _axis("explorer_loyalist", 0.79, 0.06),
            _axis("grazer_obsessive", 0.69, 0.12),
            _axis("day_night", 0.48, 0.02),
        ),
    )


def known_report() -> Report:
    """Return a report whose mission axes rule."""
    base = good_report()
    axes = (
        _axis("mainstream", 0.71, 0.07, coverage=0.64),
        _axis("acclaim", 0.28, 0.13, coverage=0.52),
        *base.axes[2:],
    )
    return replace(base, axes=axes)


def sample_report() -> Report:
    """Return the report of a made-up listener."""
    base = known_report()
    return replace(base, listener=ReportListener(name="Mirjam", source=SourceKind.SAMPLE))


def _provenance() -> Provenance:
    return Provenance(
        app_version="0.1.0",
        engine_version="1",
        reference_version="2026-11",
        data_sha256="0" * 64,
        seed="b2c1",
        critic="rules-1",
        intensity="honest",
        timezone="Europe/Berlin",
    )


def _record() -> RecordSummary:
    files = tuple(
        FileReading(name=f"Streaming_History_Audio_{year}_{number}.json", rows=14_328, status=FileStatus.READ)
        for number, year in enumerate(range(2014, 2026))
    )
    return RecordSummary(
        kind="history",
        first_play_at=datetime(2014, 2, 3, 18, 12, tzinfo=UTC),
        last_play_at=datetime(2026, 11, 20, 7, 41, tzinfo=UTC),
        rows_total=171_940,
        rows_used=168_017,
        plays=48_211,
        played_ms=9_410_000_000,
        artists=1904,
        tracks=9120,
        set_aside=SetAside(podcast=3102, duplicate=412, no_metadata=409),
        files=files,
        gaps=(Gap(first_month="2019-06", last_month="2019-07"),),
    )


def failed_files_report() -> Report:
    """Return a report whose record had files that could not be read."""
    base = known_report()
    broken = (
        FileReading(
            name="Streaming_History_Audio_2019_6.json",
            rows=0,
            status=FileStatus.REFUSED,
            reason="It ends in the middle of a row; the download may have been cut off.",
        ),
        FileReading(
            name="Streaming_History_Audio_2020_7.json",
            rows=9_211,
            status=FileStatus.PARTLY,
            reason="14 rows have no time and were set aside.",
        ),
        FileReading(
            name="notes & <b>other</b> things.txt",
            rows=0,
            status=FileStatus.REFUSED,
            reason="It is not a Spotify history file.",
        ),
    )
    record = replace(
        base.record,
        rows_total=171_954,
        files=(*base.record.files, *broken),
        set_aside=replace(base.record.set_aside, malformed=14),
    )
    return replace(base, record=record)


def named_report(artist: str, title: str, *, label: str = "AGAIN, FROM THE TOP") -> Report:
    """Return a report whose remarks are about one artist and one song."""
    receipts = {
        "song": receipt(
            "song",
            title,
            [
                cell("song", title, "track"),
                cell("artist", artist, "artist"),
                cell("started", 61),
                cell("finished", 2),
                cell("left before 0:30", 48),
            ],
            [cell("first", "9 May 2022", "date"), cell("last", "14 November 2026", "date")],
            "finished: played to its end. counted: every start, 61 rows",
        ),
        "list": receipt(
            "list",
            "Most played",
            [cell(artist, 4120), cell(title, 61), cell("Ostkai", 1904)],
            [cell("plays", 48211)],
        ),
        "month": receipt(
            "month",
            "March 2021",
            [cell("artist", artist, "artist"), cell("other artists", 2), cell("plays", 212)],
        ),
    }
    page = (
        (0, (f"[{title}|song.rows.0] has started [61|song.rows.2] times and finished [twice|song.rows.3]. It keeps its "
            "coat on.")),
        (0, (f"In March 2021 you strayed [twice|month.rows.1]. The other [212|month.rows.2] plays went home to "
            f"[{artist}|month.rows.0].")),
        (1, (f"[{artist}|list.rows.0#|name] has [4,120|list.rows.0] plays. Everybody else is a rounding error with a "
            "record deal.")),
        (1, "[61|list.rows.1] plays of one song in a row, and not a window opened."),
    )  # fmt: skip
    base = good_report()
    remarks = tuple(
        remark(number, text, receipts, paragraph=paragraph) for number, (paragraph, text) in enumerate(page)
    )
    verdict = _verdict(label, "You play the ending to hear the beginning again.", ("list",), remarks)
    return replace(base, verdict=verdict, receipts=tuple(receipts.values()))


def long_names_report() -> Report:
    """Return a report with names far longer than a line."""
    return named_report(LONG_ARTIST, LONG_TITLE, label="SMALL MUSEUM, LONG HOURS")


def rtl_report() -> Report:
    """Return a report with right-to-left names."""
    return named_report("فيروز", "نسم علينا الهوى", label="THE LIGHT NEXT DOOR")


def cjk_report() -> Report:
    """Return a report with Chinese and Japanese names."""
    return named_report("青葉市子", "いきのこり●ぼくら", label="MARRIES EASILY")


def abstaining_report() -> Report:
    """Return a report on which no axis rules."""
    base = good_report()
    axes = tuple(
        _axis(axis.id, None, coverage=0.0, reason="This export does not record skips.")
        if axis.id == "finisher_skipper"
        else _axis(axis.id, None, coverage=0.04, reason="We recognise 4 % of your plays. That is our gap.")
        for axis in base.axes[:4]
    )
    return replace(base, axes=axes)


def short_report() -> Report:
    """Return the report of a short record: three remarks, and the page says why."""
    base = good_report()
    remarks = base.verdict.remarks[:3]
    verdict = _verdict("READS THE TERMS", "You finish nearly everything you start.", ("label",), remarks)
    record = replace(
        base.record,
        first_play_at=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
        rows_total=212,
        rows_used=212,
        plays=180,
        set_aside=SetAside(),
        gaps=(),
        files=base.record.files[:1],
    )
    return replace(base, verdict=verdict, record=record)


def unshareable_report() -> Report:
    """Return a report none of whose remarks may go on a card."""
    base = good_report()
    receipts = tuple(replace(entry, shareable=False) for entry in base.receipts)
    return replace(base, receipts=receipts)


def lately_report() -> Report:
    """Return the model page with what Spotify has listed since."""
    receipts = {
        one.id: one
        for one in (
            receipt(
                "lately_stranger",
                "Kuru & the Ferries",
                [
                    cell("artist", "Kuru & the Ferries", "artist"),
                    cell("place on the list", 2),
                    cell("plays in the record", 0),
                ],
                [
                    cell("artists in the record", 1_904),
                    cell("last day of the record", "14 November 2026", "date"),
                ],
                population="Spotify's lists for about the last four weeks, beside plays of 30 seconds or more in the record",
            ),
            receipt(
                "lately_kept",
                "The first ten, then and now",
                [cell("places looked at on each side", 10), cell("artists in both", 3)],
                [cell("artists of the list alone", 7)],
                population="Spotify's lists for about the last four weeks, beside plays of 30 seconds or more in the record",
            ),
        )
    }
    pages = (SpotifyPage(kind="artist", name="Kuru & the Ferries", spotify_id="0123456789abcdefABCDEF"),)
    lists = MonthLists(
        read_at=datetime(2026, 11, 30, 9, tzinfo=UTC),
        artists=(
            ListedArtist(rank=1, name="Ostkai"),
            ListedArtist(rank=2, name="Kuru & the Ferries", spotify_id="0123456789abcdefABCDEF"),
        ),
        songs=(ListedSong(rank=1, title="Low Bridge", artist="Ostkai", album="Tidewater", released=2019),),
    )
    lines = (
        ("[Kuru & the Ferries|lately_stranger.rows.0] stands at number [two|lately_stranger.rows.1]. The record, which "
        "ends on [14 November 2026|lately_stranger.totals.1], had not been introduced."),
        ("[Three|lately_kept.rows.1] names of the first [ten|lately_kept.rows.0] kept their chairs. The waiter has begun "
        "to learn the others."),
    )  # fmt: skip
    remarks = tuple(remark(number, line, receipts, paragraph=0) for number, line in enumerate(lines))
    return replace(
        good_report(),
        lately=Lately(lists=lists, remarks=remarks, receipts=tuple(receipts.values()), pages=pages),
    )


def statement_report() -> Report:
    """Return the model page with a statement that was sealed before and is opened: two answers right, one wrong."""
    receipts = {one.id: one for one in _statement_receipts()}
    lines = (
        ("You know yourself on [two|said_score.totals.1] counts out of [three|said_score.totals.0]. Strangers on a long "
        "train do about as well."),
        ("You were [75|said_song_wrong.rows.1] per cent sure you would spare [Kuru Yaprak|said_song_wrong.rows.2]. It was "
        "skipped [eleven|said_song_wrong.totals.0] times, and on [9 October 2026|said_song_wrong.totals.1] you did not look "
        "round."),
    )  # fmt: skip
    remarks = tuple(remark(number, line, receipts, paragraph=0) for number, line in enumerate(lines))
    statement = Statement(
        sealed_at=datetime(2026, 5, 3, 10, 0, tzinfo=UTC),
        most_played_artist=Answer(value="Ostkai", sure_percent=95),
        after_midnight=Answer(value="hardly ever", sure_percent=50),
        never_skipped=Answer(value="Kuru Yaprak", sure_percent=75),
    )
    opened = OpenedStatement(
        statement=statement,
        brier=(0.05**2 + 0.5**2 + 0.75**2) / 3,
        judged=3,
        right=2,
        remarks=remarks,
        receipts=tuple(receipts.values()),
    )
    return replace(good_report(), statement=opened)


def _statement_receipts() -> list[Receipt]:
    sealed = cell("sealed on", "3 May 2026", "date")
    return [
        receipt(
            "said_score",
            "How well you know yourself",
            [
                sealed,
                cell("Your most played artist, 95 % sure, right", "0.0025", "text"),
                cell("Music after midnight, 50 % sure, right", "0.2500", "text"),
                cell("The song you never skip, 75 % sure, wrong", "0.5625", "text"),
            ],
            [
                cell("answers", 3),
                cell("right", 2),
                cell("wrong", 1),
                cell("Brier score, their mean", "0.2717", "text"),
            ],
            "answers that the record decides",
            shareable=False,
        ),
        receipt(
            "said_song_wrong",
            "The song you never skip",
            [
                sealed,
                cell("how sure you were", 75, "percent"),
                cell("song", "Kuru Yaprak", "track"),
                cell("starts", 61),
            ],
            [cell("skips", 11), cell("the latest", "9 October 2026", "date")],
            "every start, short ones too",
            shareable=False,
        ),
    ]
