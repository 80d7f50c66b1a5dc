"""The web page of a verdict: whole, of one piece, asking for nothing, and showing whatever a name holds as text."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report as example
from tests import page_cases
from tests.example_charts import charted
from tests.page_reader import ReadPage, one_line, read_page
from tests.private_report import SEED, SUM, ZONE, private_report
from unwrapped_desktop.domain.charts import Charts, MonthCount, Ranked, YearCount
from unwrapped_desktop.domain.fact_titles import FACT_TITLES
from unwrapped_desktop.domain.figures import write_cell
from unwrapped_desktop.domain.report import Fact, Receipt, Report, SpotifyPage
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.sharing.page import verdict_page
from unwrapped_desktop.sharing.page.text import tame

QUICK = tuple(name for name in page_cases.LISTENERS if not name.startswith("sample-"))
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "</title></textarea><img src=x onerror=alert(3)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:alert(4)",
    "\"' onmouseover='alert(5)' x=\"",
    "&lt;b&gt;&amp;nbsp;",
    "<!-- ]]> -->",
    "nul\x00and\x1bescape\x85next\u2028line",
    "\u202egnorw\u202c \u2066isolated\u2069 \u200fmark",
    "half a pair \ud83d",
    "z" + "\u0335" * 60,
)
FETCHING = (
    "src",
    "srcset",
    "data",
    "action",
    "formaction",
    "poster",
    "background",
    "ping",
    "manifest",
    "xlink:href",
)


def _page(report: Report) -> ReadPage:
    return read_page(verdict_page(report))


def _named(text: str) -> Report:
    """Return the model page with a text for the name of whatever has one."""
    names = {"Ostkai", "Kuru Yaprak", "Nadide Su", "Low Bridge", "Tidewater", "Silver Sleigh", "Ada"}
    report = charted(example.good_report(), (text, text))
    return _renamed(report, names, text)


def _renamed(report: Report, names: set[str], text: str) -> Report:
    receipts = tuple(
        replace(
            receipt,
            title=text if receipt.title in names else receipt.title,
            rows=tuple(
                replace(
                    cell,
                    label=text if cell.label in names else cell.label,
                    value=text if cell.value in names else cell.value,
                )
                for cell in receipt.rows
            ),
        )
        for receipt in report.receipts
    )
    remarks = tuple(
        replace(
            remark,
            text=text + remark.text,
            claims=(replace(remark.claims[0], start=0, end=len(text), kind="name"),)
            if remark.claims and text
            else (),
        )
        for remark in report.verdict.remarks
    )
    return replace(
        report,
        receipts=receipts,
        listener=replace(report.listener, name=text),
        verdict=replace(report.verdict, remarks=remarks, label=text.upper(), charge=text),
        eras=replace(report.eras, reason=text),
        facts=(
            Fact(id="who.top_artist", value=text, unit="artist", sample=9),
            Fact(id="made.up", value=text, unit="text", sample=9),
            Fact(id="how.skip_share", value=None, unit="percent", sample=0, available=False, reason=text),
        ),
        provenance=replace(report.provenance, app_version=text, seed=text),
        spotify_pages=(SpotifyPage(kind="artist", name=text, spotify_id="a" * 22),),
    )


# ------------------------------------------------------------------------------------------------- of one piece
@pytest.mark.parametrize("name", [*QUICK, "sample-ranked"])
def test_is_whole_and_every_link_leads_somewhere(name: str) -> None:
    page = _page(page_cases.LISTENERS[name]())
    assert page.is_closed
    anchors = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(anchors) == len(set(anchors))
    inner = [one.attributes["href"] for one in page.having("a") if one.attributes["href"].startswith("#")]
    assert inner
    assert {link.removeprefix("#") for link in inner} <= set(anchors)
    for one in page.elements:
        named = one.attributes.get("aria-labelledby", "").split()
        assert set(named) <= set(anchors)


@pytest.mark.parametrize("name", [*QUICK, "sample-ranked"])
def test_runs_nothing_and_asks_for_nothing(name: str) -> None:
    data = verdict_page(page_cases.LISTENERS[name]())
    page = read_page(data)
    assert b"<script" not in data.lower()
    assert not [
        one.tag for one in page.elements if one.tag in {"script", "iframe", "object", "embed", "base", "form"}
    ]
    for one in page.elements:
        assert not [name for name in one.attributes if name in FETCHING or name.startswith("on")]
    for link in page.having("link"):
        assert link.attributes["href"].startswith("data:image/svg+xml;base64,")
    (style,) = page.having("style")
    assert all(
        address.startswith("data:font/woff2;base64,") for address in re.findall(r"url\(([^)]*)", style.text)
    )
    assert "@import" not in style.text


def test_its_policy_forbids_what_it_does_not_need() -> None:
    page = _page(example.good_report())
    told = {
        one.attributes.get("http-equiv") or one.attributes.get("name"): one.attributes
        for one in page.having("meta")
    }
    policy = dict(
        part.strip().split(" ", 1) for part in told["Content-Security-Policy"]["content"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "font-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert told["referrer"]["content"] == "no-referrer"
    assert told["viewport"]["content"] == "width=device-width, initial-scale=1"
    assert told["color-scheme"]["content"] == "light dark"
    (root,) = page.having("html")
    assert root.attributes == {"lang": "en", "dir": "ltr"}


def test_the_same_report_gives_the_same_bytes() -> None:
    report = charted(example.known_report())
    again = decode_report(encode_report(report))
    assert verdict_page(report) == verdict_page(again)


def test_a_long_life_makes_no_large_file() -> None:
    assert len(verdict_page(_long_life())) < 500_000


def _long_life() -> Report:
    """Return a report with as much in it as 100,000 plays of twenty years can bring."""
    names = [f"An Artist of an Ordinary Name {place}" for place in range(500)]
    ranks = tuple(
        Ranked(name=name, artist="", plays=4_000 - 7 * place, share_percent=3.3333)
        for place, name in enumerate(names)
    )
    titled = tuple(replace(rank, name=f"{rank.name}, the Song", artist=rank.name) for rank in ranks[:100])
    base = charted(example.known_report()).charts
    assert base is not None
    months = tuple(
        MonthCount(
            month=f"{2006 + place // 12}-{place % 12 + 1:02d}", plays=412, new_artists=9, told=500, skipped=90
        )
        for place in range(240)
    )
    years = tuple(
        YearCount(year=year, plays=5_000, hours=300.5, artists=900, is_whole=True)
        for year in range(2006, 2026)
    )
    charts = Charts(
        clock=tuple(tuple(600 + hour for hour in range(24)) for _ in range(7)),
        years=years,
        months=months,
        artists=ranks,
        songs=titled,
        albums=titled,
        concentration=base.concentration,
        obsessions=base.obsessions * 4,
    )
    facts = tuple(Fact(id=fact_id, value=12_345.67, unit="count", sample=100_000) for fact_id in FACT_TITLES)
    return replace(example.known_report(), charts=charts, facts=facts)


# -------------------------------------------------------------------------------------------------- all of it
@pytest.mark.parametrize("name", [*QUICK, "sample-ranked"])
def test_says_every_line_and_every_receipt(name: str) -> None:
    report = page_cases.LISTENERS[name]()
    page = _page(report)
    text = one_line(page.text)
    said = list(report.verdict.remarks)
    for beside in (report.statement, report.lately, report.wrapped):
        said += [] if beside is None else beside.remarks
    shown = {
        _words_alone(re.sub("\u2060\\d+$", "", one.text.strip())) for one in page.having("span", "remark")
    }
    assert {_words_alone(tame(remark.text)) for remark in said} <= shown
    assert one_line(tame(report.verdict.charge)) in text
    assert f"{report.verdict.claims_checked} of {report.verdict.claims_total} claims checked" in text
    cited = {name for remark in report.verdict.remarks for name in remark.receipts} | set(
        report.verdict.label_receipts
    )
    lines = _lines(page)
    for receipt in report.receipts:
        if receipt.id in cited:
            assert _told(receipt) <= lines
            assert one_line(tame(receipt.title)) in text


def _words_alone(text: str) -> str:
    """Return a text without white space, and without the quotation marks that a title may be given."""
    return re.sub(r"[\s“”]", "", text)


def _lines(page: ReadPage) -> set[tuple[str, str]]:
    labels = [one_line(one.text) for one in page.having("dt")]
    values = [one_line(one.text) for one in page.having("dd")]
    assert len(labels) == len(values)
    return set(zip(labels, values, strict=True))


def _told(receipt: Receipt) -> set[tuple[str, str]]:
    cells = (*receipt.rows, *receipt.totals)
    return {(one_line(tame(cell.label)), one_line(tame(write_cell(cell)))) for cell in cells}


def test_every_number_leads_to_its_receipt_and_back() -> None:
    report = example.good_report()
    page = _page(report)
    numbers = page.having("a", "number")
    assert [one.text for one in numbers] == [
        str(number) for number in range(1, len(report.verdict.remarks) + 2)
    ]
    by_id = {receipt.id: receipt for receipt in report.receipts}
    cited = [report.verdict.label_receipts, *(remark.receipts for remark in report.verdict.remarks)]
    for link, names in zip(numbers, cited, strict=True):
        slip = page.by_id(link.attributes["href"].removeprefix("#"))
        assert slip.tag == "details"
        assert by_id[names[0]].title in one_line(slip.text)
        assert f"Back to {link.text}" in one_line(slip.text)
        assert page.by_id(f"remark-{link.text}").tag == "span"


def test_every_claim_leads_to_the_line_that_proves_it() -> None:
    report = example.good_report()
    page = _page(report)
    by_id = {receipt.id: receipt for receipt in report.receipts}
    claims = [
        (remark.text[claim.start : claim.end], by_id[claim.receipt], claim)
        for remark in report.verdict.remarks
        for claim in remark.claims
    ]
    links = page.having("a", "claim")
    assert [link.text for link in links] == [quoted for quoted, _, _ in claims]
    for link, (_, receipt, claim) in zip(links, claims, strict=True):
        cell = (receipt.rows if claim.part == "rows" else receipt.totals)[claim.index]
        line = page.by_id(link.attributes["href"].removeprefix("#"))
        assert one_line(line.text) == one_line(f"{cell.label}{write_cell(cell)}")


def test_the_first_receipt_is_open_and_the_others_are_folded() -> None:
    receipts = _page(example.good_report()).having("details", "receipt")
    assert ["open" in one.attributes for one in receipts] == [True, *[False] * (len(receipts) - 1)]


def test_names_are_isolated_and_titles_dressed() -> None:
    page = _page(example.good_report())
    assert "Ostkai" in [one.text for one in page.having("bdi")]
    assert {"Kuru Yaprak", "Low Bridge", "Tidewater", "Silver Sleigh"} <= {
        one.text for one in page.having("i")
    }
    han = _page(example.cjk_report())
    assert "いきのこり●ぼくら" not in [one.text for one in han.having("i")]
    assert "“いきのこり●ぼくら”" in one_line(han.text)


def test_scores_say_words_and_figures_and_why_there_is_none() -> None:
    page = _page(example.good_report())
    text = one_line(page.text)
    assert "Leans to skipping, fairly sure 0.76, 9 times in 10 between 0.71 and 0.81" in text
    assert "No ruling. We recognise 19 % of your plays. That is our gap." in text.replace("\u00a0", " ")
    assert len(page.having("circle")) == 4
    assert len(page.having("line", "unruled")) == 2


def test_the_account_adds_up_and_names_what_is_missing() -> None:
    page = _page(example.good_report())
    lines = _lines(page)
    assert ("rows", "171,940") in lines
    assert ("set aside: podcasts", "3,102") in lines
    assert ("plays of 30 seconds or more", "48,211") in lines
    assert "Not in these files: June and July 2019." in one_line(page.text)


def test_pictures_have_words_and_tables() -> None:
    report = charted(example.good_report())
    assert report.charts is not None
    page = _page(report)
    for picture in page.having("svg"):
        if picture.attributes.get("role") == "img":
            for anchor in picture.attributes["aria-labelledby"].split():
                assert page.by_id(anchor).text.strip()
        else:
            assert picture.attributes["aria-hidden"] == "true"
    text = one_line(page.text)
    for year in report.charts.years:
        assert f"{year.year}{year.plays:,}" in text.replace(" ", "")
    assert len(page.having("rect", "hour")) == 7 * 24
    for hour in range(24):
        counts = "".join(f"{day[hour]:,}" for day in report.charts.clock)
        assert f"{hour}:00{counts}" in [one_line(one.text) for one in page.having("tr")]


def test_what_is_not_there_leaves_nothing_behind() -> None:
    page = _page(replace(example.good_report(), facts=()))
    titles = [one.text for one in page.having("h2")]
    assert titles == ["How you listen", "Charts and critics", "What was read", "How to check it"]
    whole = _page(example.lately_report())
    assert "Lately" in [one.text for one in whole.having("h2")]


def test_whoever_gives_no_name_is_not_given_one() -> None:
    data = verdict_page(page_cases.stripped(example.good_report(), name=""))
    assert b"A friend" not in data
    assert read_page(data).having("title")[0].text == "LOYAL TO THE INTRO: a verdict"


# ----------------------------------------------------------------------------------------------------- Spotify
def test_names_of_spotify_lead_back_there_and_it_is_said_whose_they_are() -> None:
    known = SpotifyPage(kind="artist", name="Ostkai", spotify_id="0123456789abcdefghijKL")
    unseen = SpotifyPage(kind="artist", name="Nobody on the page", spotify_id="b" * 22)
    unsound = SpotifyPage(kind="artist", name="Nadide Su", spotify_id='"><b>')
    page = _page(replace(example.good_report(), spotify_pages=(known, unseen, unsound)))
    outer = [one for one in page.having("a") if not one.attributes["href"].startswith("#")]
    assert {one.attributes["href"] for one in outer} == {known.url}
    assert {one.attributes["rel"] for one in outer} == {"noopener noreferrer"}
    assert "Artists, songs and lists come from Spotify." in page.text
    assert "Artists, songs and lists come from Spotify." not in _page(example.good_report()).text


# ------------------------------------------------------------------------------------------------------ hostile
@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text)[:24] for text in HOSTILE])
def test_a_hostile_name_is_text(text: str) -> None:
    data = verdict_page(_named(text))
    page = read_page(data)
    assert page.is_closed
    assert {one.tag for one in page.elements} == {one.tag for one in _page(_named("Nobody")).elements}
    assert one_line(tame(text)) in one_line(page.text)
    assert one_line(tame(text)) in [one_line(one.text) for one in page.having("bdi")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", data.decode())
    links = {one.attributes["href"] for one in page.having("a") if not one.attributes["href"].startswith("#")}
    assert links <= {"https://open.spotify.com/artist/" + "a" * 22}


@given(text=st.text(max_size=40))
def test_any_name_is_text(text: str) -> None:
    page = _page(_named(text))
    assert page.is_closed
    assert one_line(tame(text)) in one_line(page.text)
    assert not page.having("script")


def test_nothing_private_comes_back_on_the_page() -> None:
    mark = "Verschwiegenheit"
    data = verdict_page(page_cases.stripped(private_report(mark), name=""))
    text = data.decode()
    for secret in (mark, SUM, SEED, ZONE, "13:37"):
        assert secret not in text


def test_a_letter_keeps_its_marks_and_no_heap_of_them() -> None:
    assert tame("e\u0301") == "e\u0301"
    assert tame("z" + "\u0335" * 60) == "z" + "\u0335" * 6
    assert json.loads(json.dumps(tame("half \ud83d"))) == "half \ufffd"
