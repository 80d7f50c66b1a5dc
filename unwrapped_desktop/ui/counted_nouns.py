"""Every noun that is counted on screen, where whoever translates finds it with its plurals.

`pyside6-lupdate` marks a text as one that has plurals only where `tr` is called with a count. `figures.count_noun` looks a
noun up by the same words under `Counted`.
"""

from PySide6.QtCore import QObject


class Counted(QObject):
    """Gives its name to the context that counted nouns are looked up under."""

    def texts(self, count: int) -> tuple[str, ...]:
        """Return every noun as it is said of so many, with `{count}` where the number stands."""
        return (
            self.tr("{count} album(s)", "", count),
            self.tr("{count} artist(s)", "", count),
            self.tr("{count} bar(s)", "", count),
            self.tr("{count} card(s)", "", count),
            self.tr("{count} day(s)", "", count),
            self.tr("{count} fact(s)", "", count),
            self.tr("{count} file(s)", "", count),
            self.tr("{count} file is(s)", "", count),
            self.tr("{count} hour(s)", "", count),
            self.tr("{count} line(s)", "", count),
            self.tr("{count} listener(s)", "", count),
            self.tr("{count} minute(s)", "", count),
            self.tr("{count} month(s)", "", count),
            self.tr("{count} month is(s)", "", count),
            self.tr("{count} more(s)", "", count),
            self.tr("{count} more file(s)", "", count),
            self.tr("{count} most played artist(s)", "", count),
            self.tr("{count} new artist(s)", "", count),
            self.tr("{count} new play(s)", "", count),
            self.tr("{count} other(s)", "", count),
            self.tr("{count} play(s)", "", count),
            self.tr("{count} point(s)", "", count),
            self.tr("{count} receipt(s)", "", count),
            self.tr("{count} row(s)", "", count),
            self.tr("{count} score(s)", "", count),
            self.tr("{count} second(s)", "", count),
            self.tr("{count} song(s)", "", count),
            self.tr("{count} stretch(s)", "", count),
            self.tr("{count} thing(s)", "", count),
            self.tr("{count} time(s)", "", count),
            self.tr("{count} verdict(s)", "", count),
            self.tr("{count} year(s)", "", count),
        )
