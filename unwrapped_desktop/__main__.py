"""`unwrapped-desktop`: the window, or a sub-command."""

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code. Files given without a command are opened in the window."""
    given = sys.argv[1:] if arguments is None else arguments
    if not all(Path(argument).exists() for argument in given):
        from unwrapped_desktop.cli.main import run  # noqa: PLC0415 - the window does not need the command line

        return run(given)
    from unwrapped_desktop.app.main import open_window  # noqa: PLC0415 - the command line does not need the window

    return open_window(given)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
