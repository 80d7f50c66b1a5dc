"""Every error says what happened and what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import unwrapped_desktop
from unwrapped_desktop.domain import errors
from unwrapped_desktop.domain.errors import AppError, SourceError
from unwrapped_desktop.messages import MESSAGES, REFUSALS, malformed_rows, message_for, reason_for

PACKAGE = Path(unwrapped_desktop.__file__).parent
CLASSES = {
    name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, AppError)
}

# Codes that are chosen by a table or a function, or come from the database, with the details they carry.
INDIRECT = {
    "database_io": {"path", "what"},
    "database_locked": {"path", "what"},
    "database_readonly": {"path"},
    "database_refused": {"path", "what"},
    "disk_full": {"path"},
    "cancelled": set[str](),
    "interrupted": set[str](),
}


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Every code written into the program, the details it carries, and where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CLASSES
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    details = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                    yield first.value, details, f"{path.relative_to(PACKAGE)}:{node.lineno}"


RAISED = [*raised(), *((code, details, "indirect") for code, details in INDIRECT.items())]


def required(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", re.sub(r"\[[^\]]*\]", "", text)))


def test_every_code_has_a_wording() -> None:
    assert [(code, place) for code, _, place in RAISED if code not in MESSAGES and code not in REFUSALS] == []


def test_every_error_carries_the_values_its_wording_names() -> None:
    lacking = [
        (code, place, missing)
        for code, details, place in RAISED
        if (missing := required(MESSAGES.get(code) or REFUSALS.get(code, "")) - details)
        or (code in REFUSALS and (missing := {"name"} - details))
    ]
    assert lacking == []


@pytest.mark.parametrize("code", [*MESSAGES, *REFUSALS])
def test_wordings_are_short_plain_sentences(code: str) -> None:
    text = MESSAGES.get(code) or REFUSALS[code]
    sentences = re.split(r"(?<=\.) ", text)
    assert len(sentences) <= 3
    assert text[0].isupper() or text[0] == "{"
    assert text.endswith((".", "{reason}"))
    assert len(text) < 220
    assert not re.search(r"oops|sorry|!|traceback|exception", text, re.IGNORECASE)
    if code in REFUSALS:
        assert text.startswith(("It ", "Its ", "With it "))


def test_no_wording_is_left_over() -> None:
    used = {code for code, _, _ in RAISED}
    assert set(MESSAGES) | set(REFUSALS) == used


def test_values_are_put_in_as_they_are() -> None:
    error = SourceError("other_service", name="{service} {0} %s [x]", service="{name}")
    assert message_for(error) == (
        "{service} {0} %s [x] was not read. It comes from {name}, and only Spotify's exports can be judged."
        " Choose the zip from Spotify."
    )


def test_a_reason_stands_beside_the_name() -> None:
    error = SourceError("empty_file", name="endsong_0.json")
    assert reason_for(error) == "It is empty. Unpack the export again, or download it again."
    assert message_for(error) == f"endsong_0.json was not read. {reason_for(error)}"


def test_parts_in_brackets_need_their_values() -> None:
    assert message_for(AppError("disk_full", path="/x")) == "The disk is full at /x. Make room and try again."
    assert "Make room for 12 MB and" in message_for(AppError("disk_full", path="/x", needed_mb=12))


def test_numbers_are_grouped() -> None:
    assert "10,000 entries" in reason_for(SourceError("too_many_entries", name="x", limit=10_000))
    assert "2 GiB" in reason_for(SourceError("unpacks_too_large", name="x", limit_gib=2.0))
    assert malformed_rows(1, 1_000) == "1 of its 1,000 rows is malformed and does not count."
    assert malformed_rows(2, 1_000) == "2 of its 1,000 rows are malformed and do not count."


def test_an_unknown_code_is_named() -> None:
    assert message_for(AppError("brand_new")) == "Something unexpected went wrong (brand_new)."
    assert message_for(SourceError("not_spotify")) == "? was not read. " + REFUSALS["not_spotify"]


def marked(text: str) -> str:
    """Speak a language in which everything stands in brackets of its own."""
    return f"«{text}»"


def test_a_wording_is_translated_before_its_values_are_put_in() -> None:
    error = AppError("disk_full", path="«{path}»", needed_mb=12)
    assert message_for(error, marked) == "«The disk is full at «{path}». Make room for 12 MB and try again.»"


def test_a_refused_file_is_translated_with_its_reason() -> None:
    error = SourceError("empty_file", name="endsong_0.json")
    reason = reason_for(error, marked)
    assert reason == marked(REFUSALS["empty_file"])
    assert message_for(error, marked) == f"«endsong_0.json was not read. {reason}»"


def test_a_reason_that_is_a_wording_itself_is_translated_too() -> None:
    reason = REFUSALS["empty_file"]
    error = SourceError("nothing_readable", count=3, name="x.json", reason=reason)
    assert message_for(error, marked).endswith(f"The first is x.json. {marked(reason)}»")


def test_an_unknown_code_is_named_in_the_language() -> None:
    assert message_for(AppError("brand_new"), marked) == "«Something unexpected went wrong (brand_new).»"
