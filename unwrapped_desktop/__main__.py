"""`unwrapped-desktop`: the window, or a sub-command."""

import gc
import os
import sys

COMMANDS = frozenset({"judge", "chapters", "taste", "diagnose", "compare", "together", "share"})


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code. Files given without a command are opened in the window."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str] | None) -> int:
    if arguments is None:
        speak_utf8()
    occupy_standard_descriptors()
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--read-beside"]:
        from unwrapped_desktop.sources.crew.second import main as read_beside  # noqa: PLC0415 - no window, no commands

        return read_beside()
    if given == ["--tell-day-beside"]:
        from unwrapped_desktop.app.day_beside import main as tell_day_beside  # noqa: PLC0415 - as above

        return tell_day_beside()
    # os.path.exists answers for any text, where Path.exists raises for some.
    is_window = not given or (given[0] not in COMMANDS and all(map(os.path.exists, given)))
    if not is_window:
        from unwrapped_desktop.cli.main import run  # noqa: PLC0415 - the window does not need the command line

        return run(given, _self_test)
    # Whatever is made while the window is opened stays; the collector would walk it again and again.
    gc.disable()
    from unwrapped_desktop.app.main import open_window  # noqa: PLC0415 - the command line does not need the window

    return open_window(given)


def _self_test() -> int:
    from unwrapped_desktop.self_test.run import self_test  # noqa: PLC0415 - it needs window and command line

    return self_test()


def speak_utf8() -> None:
    """Start over in UTF-8 where Python would read paths in something else: Qt finds its own files in no other way."""
    odd = sys.getfilesystemencoding().lower() not in {"utf-8", "utf8"}
    if odd and not getattr(sys, "frozen", False):
        environment = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606 - ourselves


def occupy_standard_descriptors() -> None:
    """Open what is closed of the first three file descriptors on nothing.

    A desktop may start a program without them. The next file or socket would then become "standard error", and every
    warning that a C library prints would be written into it.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one


if __name__ == "__main__":
    sys.exit(main())
