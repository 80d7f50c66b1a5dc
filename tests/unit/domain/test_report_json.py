"""`unwrapped-report/1`: what is written is read again, and both are what the schema says."""

import json

import jsonschema
import pytest

from tests import example_report
from tests.example_charts import charted
from tests.screen_wrapped import reviewed_report
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.report import Report, percent_figure
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.resources import resource_bytes

SCHEMA = json.loads(resource_bytes("schema", "unwrapped-report-1.schema.json"))
REPORTS = [
    example_report.good_report(),
    example_report.sample_report(),
    example_report.abstaining_report(),
    example_report.failed_files_report(),
    example_report.cjk_report(),
    example_report.lately_report(),
    example_report.statement_report(),
    charted(),
    reviewed_report(),
]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.verdict.label)
def test_a_report_is_valid_and_comes_back_as_it_was(report: Report) -> None:
    document = encode_report(report)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(document))
    assert decode_report(document) == report
    assert encode_report(decode_report(document)) == document


def test_gaps_are_called_from_and_to() -> None:
    gaps = json.loads(encode_report(example_report.good_report()))["record"]["gaps"]
    assert all(set(gap) == {"from", "to"} for gap in gaps)


@pytest.mark.parametrize(
    "document", [b"", b"{}", b"[]", b'{"schema": "unwrapped-report/9"}', b"\xff", b"[" * 9_000]
)
def test_what_is_no_report_is_refused(document: bytes) -> None:
    with pytest.raises(StorageError) as refused:
        decode_report(document)
    assert refused.value.code == "report_unreadable"


def test_a_later_version_may_add_fields() -> None:
    document = json.loads(encode_report(example_report.good_report()))
    document["verdict"]["mood"] = "new"
    assert decode_report(json.dumps(document)) == example_report.good_report()


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (19, "19"),
        (7.5, "7.5"),
        (69.4915, "69.49"),
        (69.5, "69.5"),
        (99.9612, "100"),
        (49.9996, "50"),
        (0.04, "0"),
    ],
)
def test_a_printed_share_rounds_as_the_share_does(share: float, printed: str) -> None:
    assert percent_figure(share) == printed
    assert int(float(printed) + 0.5) == int(share + 0.5)
