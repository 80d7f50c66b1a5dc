"""The window in another language: everything is translated, fits when it is longer and turned, and can be found."""

import ast
import html
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import available_timezones

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)

import unwrapped_desktop
from tests.pseudo_language import CLOSES, OPENS, spoken
from tests.screen_cases import FOUND
from tests.screen_saving import THINGS
from tests.screen_two_listeners import CHOICES
from tests.screens import SAMPLES, STATES
from unwrapped_desktop.analysis import comparison_words as compared
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import FACT_THEMES, FACT_TITLES, POLE_TITLES
from unwrapped_desktop.domain.friend_file import FRIEND_NAME
from unwrapped_desktop.ui.charts.chart import Chart
from unwrapped_desktop.ui.charts.scale import year_starts
from unwrapped_desktop.ui.counted_nouns import Counted
from unwrapped_desktop.ui.figures import count_noun, write_date, write_month, write_span
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.figure_table import FigureTable
from unwrapped_desktop.ui.widgets.move_lines import arrowed
from unwrapped_desktop.ui.widgets.settings_deletion import WORD

OpenWindow = Callable[[int, int], MainWindow]

PACKAGE = Path(unwrapped_desktop.__file__).parent
SCREENS: dict[Screen, tuple[str, ...]] = {
    Screen.LOGIN: ("login", "login-drop"),
    Screen.WAITING: ("waiting-room-ask", "waiting-room-wait", "waiting-room-sealed"),
    Screen.SPOTIFY: ("spotify-guide", "spotify-waiting", "spotify-signed-in", "spotify-ended"),
    Screen.LOADING: ("loading", "loading-cancelling", "loading-waiting"),
    Screen.PAUSE: ("pause-files", "pause-added", "pause-short"),
    Screen.RESULTS: (
        "results-files",
        "results-day",
        "results-friend",
        "results-lately",
        "results-statement",
        "saving-page-ticked",
        "saving-facts",
        "saving-facts-package",
        "saving-facts-counting",
        "saving-saved",
        "saving-writing",
    ),
    Screen.NOT_ME: ("not-me-nothing", "not-me-few"),
    Screen.MOVED: ("moved-much", "moved-nothing", "moved-why"),
    Screen.SHARE: ("share-options", "share-none"),
    Screen.EVIDENCE: ("evidence-table", "evidence-nothing"),
    Screen.SETTINGS: ("settings", "settings-listeners-many", "settings-deleting"),
    Screen.TWO_LISTENERS: ("together-nothing", "together-alike"),
    Screen.THEN_AND_NOW: ("then-eras-opened", "then-years", "then-verdicts", "then-axes", "then-eras-none"),
    Screen.WRAPPED: ("wrapped", "wrapped-not-covered"),
}
"""The states that say most on each screen."""

NAMES = frozenset(
    {"unwrapped", "un/wrapped", "spotify", "mb", "kb", "utc", "ctrl", "shift", "alt", "esc", "return"}
)
"""What is called the same in every language."""
HANDED_OVER = frozenset(
    {
        "Ada",
        FRIEND_NAME,
        *(thing.what for thing in THINGS),
        *(choice.name for choice in CHOICES),
        *(text for sample in SAMPLES for text in sample),
        *(export.path.name for export in FOUND),
    }
)
"""What the states of `tests.screens` say themselves."""
_KEYS = frozenset({"id", "unit", "kind", "family", "theme", "status", "field", "part", "receipt"})
"""Fields of a report that nobody reads."""
_MARKUP = re.compile(r"<[^>]*>|https?://\S+")
_TITLE_MARKS = re.compile("[“”]")
_WORD = re.compile(r"[^\W\d_]{2,}(?:/[^\W\d_]+)?")
_STOP = re.compile(r"[|:;,.()%\d]+")
_TELLING = 6
"""As many letters as a name has at least that is looked for within a text."""


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


# What a window says


def texts_of(window: MainWindow) -> Iterator[tuple[str, str]]:
    """Return whatever is said by the parts of a window, each with what says it."""
    yield "window", window.windowTitle()
    for action in window.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield "action", text
    for widget in window.findChildren(QWidget):
        who = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for text in _texts(widget):
            yield who, text


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, FigureTable):
        yield from _headers(widget.model())
    elif isinstance(widget, Chart):
        yield from _chart_texts(widget)
    else:
        yield from _own_texts(widget)


def _headers(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(model.columnCount(QModelIndex())):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _chart_texts(chart: Chart) -> Iterator[str]:
    yield chart.summary()
    if chart.marks:
        header, rows = chart.table()
        yield from header
        yield from (field for row in rows for field in row)
        yield from (label.text for label in chart._plan().labels)


def _own_texts(widget: QWidget) -> Iterator[str]:
    """Return what a widget that paints itself says it shows."""
    said = getattr(widget, "text", None)
    text = said() if callable(said) else said
    if isinstance(text, str):
        yield text


# What stays in the language it was written in


def matter_of(window: MainWindow) -> frozenset[str]:
    """Return the texts of all values that the parts of a window were given: names, lines of the critic, receipts."""
    found: set[str] = {*FACT_TITLES.values(), *FACT_THEMES.values(), *POLE_TITLES.values()}
    found |= {*FACT_COUNTS.values(), *FACT_FORMULAS.values()}
    found.update(HANDED_OVER)
    found.update(zone.replace("_", " ") for zone in available_timezones())
    for part in (window, *window.findChildren(QObject)):
        for value in vars(part).values():
            _gather(value, found)
    return frozenset(_plain(line) for text in found for line in text.splitlines() if line.strip())


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        return  # what a widget keeps on its own may be its own words
    if isinstance(value, tuple | list | frozenset | set):
        for one in value:
            _gather(one, found)
    elif isinstance(value, dict):
        for one in value.values():
            _gather(one, found)
    elif is_dataclass(value) and type(value).__module__.startswith("unwrapped_desktop.domain"):
        _gather_fields(value, found)
        if isinstance(value, Comparison):
            found.update(_said_of(value))


def _gather_fields(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            found.add(value)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            _gather_fields(one, found)
    elif isinstance(value, dict):
        for one in value.values():
            _gather_fields(one, found)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _KEYS:
                _gather_fields(getattr(value, field.name), found)


def _said_of(comparison: Comparison) -> Iterator[str]:
    """Return what the analysis says of a comparison."""
    sentences = [
        *compared.headlines(comparison),
        *(compared.cause_words(cause, comparison) for cause in comparison.causes),
        *map(compared.axis_words, comparison.axes),
        *map(compared.fact_words, comparison.facts),
        *map(compared.record_words, comparison.record),
        *(compared.span_words(comparison.span) if comparison.span is not None else ()),
        *map(compared.why_unknown, comparison.facts),
    ]
    for sentence in sentences:
        yield arrowed(sentence)
        yield arrowed(sentence).replace(", more than chance explains", "")


def _plain(text: str) -> str:
    """Return a text in small letters, in one line, without isolates, markup and the marks around a title."""
    unmarked = _TITLE_MARKS.sub("", bare(html.unescape(_MARKUP.sub(" ", text))))
    return " ".join(unmarked.replace("&", "").casefold().split())


def untranslated(text: str, matter: frozenset[str]) -> str:
    """Return what of a text is neither translated nor matter of a report; empty for most."""
    lines = (_plain(line) for line in _outside_marks(text).splitlines())
    return ", ".join(filter(None, (_unknown(line, matter) for line in lines)))


def _unknown(line: str, matter: frozenset[str]) -> str:
    if not _words(line) or line in matter:
        return ""
    head, elided, rest = line.partition("…")
    if elided and any(known.startswith(head) for known in matter):
        line = rest
    # A short name within a text may as well be a word of the text; between stops it is a name.
    told = (known for known in matter if len(known) >= _TELLING and known in line)
    for known in sorted(told, key=len, reverse=True):
        line = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", "|", line)
    pieces = [piece.strip() for piece in _STOP.split(line)]
    return ", ".join(piece for piece in pieces if _words(piece) and piece not in matter)


def _outside_marks(text: str) -> str:
    depth, kept = 0, []
    for letter in text:
        depth += letter == OPENS
        kept.append(letter if depth == 0 else " ")
        depth -= letter == CLOSES
    return "".join(kept)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in NAMES]


@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_text_is_translated(qapp: QApplication, open_window: OpenWindow, screen: Screen) -> None:
    left: dict[str, None] = {}
    with spoken(qapp):
        for state in SCREENS[screen]:
            window = open_window(1280, 860)
            STATES[state](window)
            _settle()
            assert window.screen_shown() is screen
            matter = matter_of(window)
            said = list(texts_of(window))
            assert any(OPENS in text for _, text in said)
            for who, text in said:
                lacking = "" if text == WORD else untranslated(text, matter)
                if lacking:
                    left[f"{state}: {who}: {lacking[:160]}"] = None
    assert not left, "\n".join(["", *left])


# Room


@pytest.fixture
def turned(qapp: QApplication) -> Iterator[None]:
    """Write from right to left for a while."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


@pytest.mark.parametrize("size", [(1280, 860), (900, 640)])
@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.usefixtures("turned")
def test_longer_words_from_right_to_left_fit(
    qapp: QApplication, open_window: OpenWindow, screen: Screen, size: tuple[int, int]
) -> None:
    state = SCREENS[screen][0]
    with spoken(qapp):
        window = open_window(*size)
        STATES[state](window)
        _settle()
    assert window.isRightToLeft()
    assert window.width() == size[0]
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isVisible():
            assert content.width() <= area.viewport().width(), area
    narrow = [
        f"{button.text()}: {button.width()} of {button.sizeHint().width()} px"
        for button in window.findChildren(QAbstractButton)
        if isinstance(button, Button | LinkButton) and button.isVisible() and OPENS in button.text()
        if button.width() < button.sizeHint().width()
    ]
    assert not narrow, "\n".join(["", *narrow])


# What whoever translates is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of `translate` in the source: where it is, and its arguments as far as they are written out."""

    place: str
    context: str | None
    text: str | None
    is_at_import: bool


def _modules() -> list[Path]:
    return sorted(path for part in ("ui", "app") for path in (PACKAGE / part).rglob("*.py"))


@cache
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _written(arguments: list[ast.expr], place: int) -> str | None:
    argument = arguments[place] if place < len(arguments) else None
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_text else None  # type: ignore[union-attr]


@cache
def _translations() -> tuple[Call, ...]:
    return tuple(
        Call(
            place=f"{path.relative_to(PACKAGE)}:{call.lineno}",
            context=_written(call.args, 0),
            text=_written(call.args, 1),
            is_at_import=is_at_import,
        )
        for path in _modules()
        for call, is_at_import in _translate_calls(_trees()[path], is_at_import=True)
    )


def _translate_calls(node: ast.AST, *, is_at_import: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Return the calls of `translate` within a part of the source, each with whether it runs on import."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
        yield node, is_at_import
    runs_later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for part in ast.iter_child_nodes(node):
        yield from _translate_calls(part, is_at_import=is_at_import and not runs_later)


@cache
def _marked_contexts() -> frozenset[str]:
    """Return the contexts that texts in constants are marked for, to be translated where they are shown."""
    return frozenset(
        context
        for tree in _trees().values()
        for call in _calls(tree, "QT_TRANSLATE_NOOP")
        if (context := _written(call.args, 0)) is not None and _written(call.args, 1) is not None
    )


def test_what_is_translated_is_written_out_and_looked_up_when_it_is_shown() -> None:
    assert len(_translations()) > 100
    early = [call.place for call in _translations() if call.is_at_import]
    hidden = [
        call.place
        for call in _translations()
        if call.context is None
        or (call.text is None and call.context not in {*_marked_contexts(), "Counted"})
    ]
    assert not early
    assert not hidden


@cache
def _found_texts(folder: Path) -> tuple[frozenset[tuple[str, str]], frozenset[str], str]:
    """Return what `pyside6-lupdate` finds: texts with their contexts, those with plurals, and what it says meanwhile."""
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    if not tool.exists():
        pytest.skip("pyside6-lupdate is not there")
    written = folder / "found.ts"
    marked = [PACKAGE / "messages.py", PACKAGE / "sources" / "samples.py"]
    said = subprocess.run(  # noqa: S603 - the tool of this environment
        [tool, *_modules(), *marked, "-ts", written], capture_output=True, text=True, check=True, timeout=120
    )
    texts: set[tuple[str, str]] = set()
    plurals: set[str] = set()
    for context in ET.parse(written).getroot().iter("context"):  # noqa: S314 - just written
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            texts.add((name, source))
            if message.get("numerus") == "yes":
                plurals.add(source)
    return frozenset(texts), frozenset(plurals), said.stdout + said.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("translations")


def test_lupdate_finds_every_text(folder: Path) -> None:
    texts, _, said = _found_texts(folder)
    lost = [
        f"{call.place}: {call.text}"
        for call in _translations()
        if call.context is not None and call.text is not None and (call.context, call.text) not in texts
    ]
    assert not lost, "\n".join(["", *lost])
    assert "warning" not in said.lower()


def test_lupdate_gives_every_noun_its_plurals(folder: Path) -> None:
    texts, plurals, _ = _found_texts(folder)
    assert plurals == set(Counted().texts(2))
    assert {("Counted", noun) for noun in plurals} <= texts


def test_every_noun_that_is_counted_is_listed() -> None:
    listed = Counted().texts(2)
    counted = [
        (f"{path.relative_to(PACKAGE)}:{call.lineno}", _written(call.args, 1))
        for path, tree in _trees().items()
        for call in _calls(tree, "count_noun")
    ]
    assert counted
    for place, noun in counted:
        assert noun is not None, place
        assert f"{{count}} {noun}(s)" in listed, place
    assert len(counted) >= len(listed) == len(set(listed))
    assert {f"{{count}} {noun}(s)" for _, noun in counted} == set(listed)


# Another order, and more than two forms


class _Told(QTranslator):
    """A language of which a test knows some texts."""

    def __init__(self, texts: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        del disambiguation
        said = self._texts.get((context, text), "")
        return said.split("/")[0 if n == 1 else 1 if 1 < n < 5 else 2] if "/" in said else said


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[dict[tuple[str, str], str]], None]]:
    told: list[_Told] = []

    def install(texts: dict[tuple[str, str], str]) -> None:
        told.append(_Told(texts))
        qapp.installTranslator(told[-1])

    yield install
    for translator in told:
        qapp.removeTranslator(translator)


def test_dates_are_written_in_the_order_of_the_language(
    speak: Callable[[dict[tuple[str, str], str]], None],
) -> None:
    may, june = date(2022, 5, 9), date(2022, 6, 2)
    assert write_date(may) == "9 May 2022"
    assert write_span(may, june) == "9 May to 2 June 2022"
    speak(
        {
            ("Figures", "{day} {month} {year}"): "{year}年{month}{day}日",
            ("Figures", "{month} {year}"): "{year}年{month}",
            ("Figures", "{first_day} {first_month} to {last_day} {last_month} {year}"): (
                "{year}年{first_month}{first_day}日~{last_month}{last_day}日"
            ),
            ("Figures", "{first_day} to {last_day} {last_month} {year}"): (
                "{year}年{last_month}{first_day}日~{last_day}日"
            ),
            ("Months", "December"): "12月",
            ("Months", "May"): "5月",
            ("Months", "June"): "6月",
        }
    )
    assert write_date(may) == "2022年5月9日"
    assert write_month("2022-06") == "2022年6月"
    assert year_starts([write_month("2021-12"), write_month("2022-05"), write_month("2022-06")]) == [
        (0, "2021"),
        (1, "2022"),
    ]
    assert write_span(may, june) == "2022年5月9日~6月2日"
    assert write_span(may, date(2022, 5, 11)) == "2022年5月9日~11日"


def test_nouns_have_as_many_forms_as_the_language(
    speak: Callable[[dict[tuple[str, str], str]], None],
) -> None:
    numbers = (1, 3, 1_234)
    assert [count_noun(number, "file") for number in numbers] == ["1 file", "3 files", "1,234 files"]
    speak({("Counted", "{count} file(s)"): "{count} plik/{count} pliki/{count} plików"})
    assert [count_noun(number, "file") for number in numbers] == ["1 plik", "3 pliki", "1,234 plików"]
