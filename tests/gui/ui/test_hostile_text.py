"""How foreign texts are shown: cut in one place, drawn where their claims are, in no time, and never read as HTML."""

import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from tests.hostile_report import ENDLESS, FORBIDDEN, HOSTILE, MNEMONICS, STEERING, TURNING, hostile_report
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.ui.text import (
    FSI,
    LONGEST_SHOWN,
    PDI,
    bare,
    clean,
    display_remark,
    isolate,
    tooltip_text,
)
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.prose import Prose

UI = Path(__file__).parents[3] / "unwrapped_desktop"
RICH = re.compile(
    r"setHtml|insertHtml|QTextDocument|QTextBrowser|QTextEdit|TextFormat\.(Rich|Auto|Markdown)Text|setMarkdown|QErrorMessage"
)
TIP = re.compile(r"setToolTip\((?!tooltip_text\()|setWhatsThis|setStatusTip")


def test_nothing_in_the_program_reads_a_text_as_html() -> None:
    for path in sorted(UI.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert RICH.search(source) is None, path
        assert TIP.search(source) is None, path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_line_of_bounded_length(name: str) -> None:
    shown = clean(name)
    assert len(shown) <= LONGEST_SHOWN + 1
    assert not FORBIDDEN & set(shown)
    assert "\n" not in shown
    assert clean(shown) == shown
    assert isolate(name) == f"{FSI}{shown}{PDI}"
    assert "<" not in tooltip_text(isolate(name)).removeprefix("<p>").removesuffix("</p>")


def test_a_long_name_is_cut_before_it_is_looked_at() -> None:
    for name in (ENDLESS, "\u7121" * 10_000, "\u0301" * 10_000, HOSTILE[7] * 100):
        clean(name)
        begun = time.thread_time()
        for _ in range(10):
            clean(name)
        assert time.thread_time() - begun < 10 * 0.005


@pytest.mark.parametrize("turn", [0, 5])
def test_every_character_of_a_line_has_a_place_where_it_is_drawn(turn: int) -> None:
    report = hostile_report(turn)
    receipts = {receipt.id: receipt for receipt in report.receipts}
    lengths = set()
    for remark in report.verdict.remarks:
        shown = display_remark(remark, receipts)
        assert len(shown.positions) == len(remark.text) + 1
        assert list(shown.positions) == sorted(shown.positions)
        assert shown.positions[-1] == len(shown.text)
        assert shown.text.count(FSI) == shown.text.count(PDI)
        assert not FORBIDDEN & set(shown.text)
        assert "\n" not in shown.text
        for claim in remark.claims:
            drawn = clean(bare(shown.text[shown.place(claim.start) : shown.place(claim.end)]))
            lengths.add(len(drawn))
            if claim.kind == "name":
                assert drawn.replace("\u201d", "").startswith(
                    clean(remark.text[claim.start : claim.end])[:20]
                )
    assert max(lengths) <= LONGEST_SHOWN + 3


def test_no_name_in_a_link_takes_a_key(qtbot: QtBot, theme: Theme) -> None:
    link = LinkButton(theme, MNEMONICS)
    qtbot.addWidget(link)
    assert link.text() == MNEMONICS
    assert link.shortcut() == QKeySequence()
    link.setText("R&B")
    assert link.shortcut() == QKeySequence()


def test_what_errors_tell_stays_on_its_line_and_is_put_in_once(qtbot: QtBot, theme: Theme) -> None:
    error = SourceError("other_service", name=f"{{service}} %1 {STEERING}", service=TURNING + "\ud800")
    for text in (message_for(error), said(error)):
        assert "{service} %1" in text
        assert not FORBIDDEN & set(text)
        assert "\n" not in text
        assert text.encode()
    assert f"{FSI}" in said(error)
    notice = Notice(theme)
    qtbot.addWidget(notice)
    notice.show_message(STEERING, f"one line\n{TURNING}")
    for told in (notice.title, notice.accessibleName(), notice.body, notice.accessibleDescription()):
        assert not FORBIDDEN & set(told)
    assert notice.body.startswith("one line\n")


def test_prose_says_words(qtbot: QtBot, theme: Theme) -> None:
    prose = Prose(theme, f"<b>{STEERING}</b>{TURNING}")
    qtbot.addWidget(prose)
    assert prose.textFormat() == Qt.TextFormat.PlainText
    assert prose.text().startswith("<b>a b\nc d e")
    assert not FORBIDDEN & set(prose.text())
