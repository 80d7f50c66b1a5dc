"""Words on screen in the language of the person; English is what they are written in.

Every visible text of the window goes through `translate`, whose arguments are written out where it is called, so that
`pyside6-lupdate` finds them. What changes is put in afterwards with `format`. The critic's lines, receipts and facts are
matter of the report, and stay in the language they were written in.

What errors say and whom the samples are about is written where nothing knows Qt, and marked there for `pyside6-lupdate`
with `QT_TRANSLATE_NOOP` of `messages`; it is translated where it is shown.

Whoever translates the program begins with `pyside6-lupdate` over the modules of `unwrapped_desktop/ui` and
`unwrapped_desktop/app`, `unwrapped_desktop/messages.py` and `unwrapped_desktop/sources/samples.py`, and puts
`unwrapped_LANGUAGE.qm` into `resources/translations`; see `load_language`.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from unwrapped_desktop.resources import resources_dir


def translate(context: str, text: str, disambiguation: str = "", count: int = -1) -> str:
    """Return a text in the language of the person.

    Args:
        context: Where it stands: the name of the view, widget or module.
        text: What is said in English; `(s)` marks a noun that has a plural.
        disambiguation: What tells it from the same text with another meaning.
        count: How many there are, where the text depends on it; else -1.
    """
    return QCoreApplication.translate(context, text, disambiguation, count)


def load_language(application: QCoreApplication, locale: QLocale) -> bool:
    """Speak the language of a locale, as far as there are translations; else English.

    Args:
        application: Speaks it from now on, wherever a text is not on screen yet.
        locale: The person's.

    Returns:
        Whether there is a translation of the program.
    """
    if not _install(application, locale, "unwrapped", str(resources_dir() / "translations")):
        return False  # dialogs of Qt in another language than all around them would be odd
    _install(application, locale, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return True


def _install(application: QCoreApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator(application)
    return translator.load(locale, name, "_", folder) and application.installTranslator(translator)
