"""Nothing private survives in a friend's file, wherever in a report it stood and however it was written."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.private_report import SEED, SUM, ZONE, private_report
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.sharing.for_others import for_others

MARKS = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Nd", "So"), exclude_characters='"\\'),
    min_size=3,
    max_size=12,
).map(lambda text: f"Q\u00f8{text}\u00f8Q")


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a JSON document, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@given(mark=MARKS, detail=st.sampled_from(list(FriendDetail)), hidden=st.data())
def test_no_mark_of_anything_private_is_found(mark: str, detail: FriendDetail, hidden: st.DataObject) -> None:
    report = private_report(mark)
    ids = sorted({name for remark in report.verdict.remarks for name in remark.receipts})
    chosen = hidden.draw(st.sets(st.sampled_from(ids), max_size=len(ids) // 2))
    report = replace(
        report,
        receipts=tuple(
            replace(one, shareable=False, title=f"{mark} {one.title}") if one.id in chosen else one
            for one in report.receipts
        ),
    )
    made = for_others(report, detail=detail)
    document = encode_report(made)
    assert is_sound(made)
    for private in (mark, ZONE, SUM, SEED):
        assert private.encode() not in document
    for text in strings(json.loads(document)):
        assert mark not in text
    gone = {one.id for one in report.receipts if not one.shareable}
    assert gone.isdisjoint(one.id for one in made.receipts)
    assert all(gone.isdisjoint(remark.receipts) for remark in made.verdict.remarks)
    assert made.verdict.claims_total == sum(len(remark.claims) for remark in made.verdict.remarks)
    assert made.verdict.word_count == sum(len(remark.text.split()) for remark in made.verdict.remarks)
