"""Words on screen in the language of the person; English is what they are written in.

Every visible text of the window goes through `translate`, whose arguments are written out where it is called, so that
`pyside6-lupdate` finds them. What changes is put in afterwards with `format`. The critic's lines, receipts and facts are
matter of the report, and stay in the language they were written in.
"""

from PySide6.QtCore import QCoreApplication


def translate(context: str, text: str, disambiguation: str = "", count: int = -1) -> str:
    """Return a text in the language of the person.

    Args:
        context: Where it stands: the name of the view, widget or module.
        text: What is said in English; `(s)` marks a noun that has a plural.
        disambiguation: What tells it from the same text with another meaning.
        count: How many there are, where the text depends on it; else -1.
    """
    return QCoreApplication.translate(context, text, disambiguation, count)
