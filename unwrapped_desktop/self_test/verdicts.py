"""The way from a listener to a verdict that is kept: judging, checking, migrating, storing."""

from unwrapped_desktop.bootstrap import SystemClock, build_kept_judgement, open_results_file, sample_choices
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.domain.ports import ReportRepository
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.sources.samples import RANKED_SAMPLE
from unwrapped_desktop.storage.inspection import HEAD, inspect

_LISTENER = "Somebody who is made up"


def listeners(material: Material) -> str:
    """Judge every sample listener, and check every claim anew against its receipt.

    Raises:
        AppError: One cannot be judged.
        PartError: A claim does not hold, or the verdict is not the same when it has been written and read.
    """
    names = [*(name for name, _, _ in sample_choices()), RANKED_SAMPLE]
    reports = [material.judged(name) for name in names]
    for name, report in zip(names, reports, strict=True):
        if not _every_claim_holds(report):
            raise PartError(f"a claim about the sample {name} does not hold")
        if not is_sound(report) or decode_report(encode_report(report)) != report:
            raise PartError(f"the verdict on the sample {name} does not hold together")
    claims = sum(report.verdict.claims_checked for report in reports)
    return f"{len(reports)} judged, {claims} claims checked"


def _every_claim_holds(report: Report) -> bool:
    receipts = {receipt.id: receipt for receipt in report.receipts}
    verdict = report.verdict
    return 0 < verdict.claims_checked == verdict.claims_total and not any(
        problems(remark.text, remark.claims, receipts) for remark in verdict.remarks
    )


def database(material: Material) -> str:
    """Make a results file by every migration there is, keep a verdict in it, and read it after opening it again.

    Raises:
        StorageError: One of that cannot be done.
        PartError: What is read is not what was kept.
    """
    paths, report = AppPaths.under(material.folder / "data"), material.report
    _, repository = build_kept_judgement(paths, SystemClock())
    try:
        listener_id = _keep(repository, report)
    finally:
        repository.close()
    found = inspect(paths.database)
    if found is None or found.revision != HEAD:
        raise PartError(f"the results file is not in form {HEAD}")
    opened = open_results_file(paths, SystemClock())
    try:
        kept = opened.report(listener_id)
    finally:
        opened.close()
    if kept is None or kept.verdict != report.verdict or kept.receipts != report.receipts:
        raise PartError("the verdict that was kept is another one when it is read")
    return f"made in form {HEAD}, a verdict kept and read"


def _keep(repository: ReportRepository, report: Report) -> int:
    """Keep a report as if it had just been made; returns the number of its listener."""
    listener_id = repository.listener(_LISTENER).listener_id
    attempt = repository.begin(listener_id, data_sha256=None, settings_key="", source=("sample",))
    repository.start(attempt.analysis_id)
    repository.complete(attempt.analysis_id, report)
    return listener_id
