"""Says what was handed over when it holds no listening history."""

from collections.abc import Sequence

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.messages import reason_for
from unwrapped_desktop.sources.opening.found import Findings, FoundFile
from unwrapped_desktop.sources.opening.recognise import base_name, other_service

_SAYS_NOTHING_OF_ORIGIN = frozenset(
    {"not_history", "not_a_list", "not_json", "html_file", "several_documents"}
)


def explain_nothing_found(findings: Findings, shown: str) -> SourceError:
    """Return the error for paths that hold no file to read.

    Args:
        findings: What was found instead.
        shown: What was handed over, for the message.
    """
    if findings.refused:
        return explain_nothing_read(findings.refused)
    service = _service((shown, *findings.strangers, *findings.nested_archives))
    # Others too have files called Payments or Follow.
    if findings.extras or (findings.has_private_files and service is None):
        return SourceError("spotify_without_history", name=shown)
    if service is not None:
        return SourceError("other_service", name=shown, service=service)
    if findings.nested_archives:
        return SourceError("nested_zip", name=shown, inner=printable(findings.nested_archives[0]))
    if not findings.strangers:
        return SourceError("nothing_inside", name=shown)
    return SourceError("not_spotify", name=shown)


def explain_nothing_read(refused: Sequence[tuple[str, SourceError]]) -> SourceError:
    """Return the error for files of which none could be read: the reason of the only one, or of the first."""
    name, error = refused[0]
    if len(refused) == 1:
        return error
    return SourceError("nothing_readable", count=len(refused), name=name, reason=reason_for(error))


def _service(paths: Sequence[str]) -> str | None:
    return next((service for service in map(other_service, paths) if service is not None), None)


def explain_stranger(file: FoundFile, error: SourceError) -> SourceError:
    """Return the error for a file that was handed over by itself, has none of Spotify's names and is not history."""
    if error.code not in _SAYS_NOTHING_OF_ORIGIN:
        return error
    service = other_service(base_name(file.path))
    return error if service is None else SourceError("other_service", name=file.name, service=service)
