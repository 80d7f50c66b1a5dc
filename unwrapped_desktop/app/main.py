"""Opens the window: it paints first, and loads the rest after."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QLocale

from unwrapped_desktop import APP_ID, NAME, __version__
from unwrapped_desktop.app.application import Application
from unwrapped_desktop.app.faults import Faults
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.app.single_instance import Claim, SingleInstance
from unwrapped_desktop.app.stop_signals import StopSignals
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.language import load_language
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.theme import Theme, load_fonts


def open_window(files: Sequence[str]) -> int:
    """Open the window, or hand the files to the one that is open. Returns the exit code.

    The garbage collector, which rests while the program starts, works afterwards.
    """
    if not _has_display():
        return _refuse("There is no display. Try: unwrapped-desktop judge --sample", 1)
    try:
        return _open(files)
    finally:
        gc.enable()


def _open(files: Sequence[str]) -> int:
    _tell_taskbar()
    # Not sys.argv: where the locale knows no umlauts, a path with some in it ends the process inside Qt.
    application = Application([APP_ID])
    signals = StopSignals()
    application.setApplicationName(APP_ID)
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(APP_ID)
    application.setQuitOnLastWindowClosed(False)
    paths = AppPaths.of_user()
    with suppress(AppError):  # the window says it, and shows what there is to read
        paths.ensure()
    instance = SingleInstance(paths.lock_file)
    claim = instance.claim_or_hand_over(files)
    if claim is Claim.HANDED_OVER:
        return 0
    if claim is Claim.REFUSED:
        return _refuse(instance.refusal, 1)
    notes = RunNotes()
    faults = Faults(paths.logs_dir, notes)
    faults.install()
    try:
        return _run(application, paths, instance, signals, faults, notes, tuple(files))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is logged, and a person reads a sentence
        faults.report(error)
        return _refuse(f"Unwrapped could not be started. Why stands in the log, in {paths.logs_dir}.", 1)
    finally:
        instance.release()
        signals.close()
        faults.uninstall()


def _tell_taskbar() -> None:
    """On Windows, be a program of its own in the taskbar where it would else be one window of Python among others.

    A frozen program is known by its own file, and so are the shortcuts to it: another name would part them.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes  # noqa: PLC0415 - elsewhere the window is painted without it

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def _refuse(sentence: str, exit_code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return exit_code


def _has_display() -> bool:
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return named or sys.platform != "linux"


def _run(  # noqa: PLR0917 - each is used once, and passed on by its name
    application: Application,
    paths: AppPaths,
    instance: SingleInstance,
    signals: StopSignals,
    faults: Faults,
    notes: RunNotes,
    files: tuple[str, ...],
) -> int:
    load_language(application, QLocale())
    theme = Theme()
    state = WindowState(paths)
    state.apply_preferences(theme)
    load_fonts()
    theme.apply(application)
    window = MainWindow(theme, is_furnished=False)
    state.restore(window)
    window.preferences_changed.connect(state.save_preferences)
    window.show()
    application.processEvents()
    from unwrapped_desktop.app.program import Program  # noqa: PLC0415 - after the first paint

    program = Program(
        application=application,
        window=window,
        paths=paths,
        state=state,
        instance=instance,
        signals=signals,
        faults=faults,
        notes=notes,
        files=files,
    )
    return program.run()
