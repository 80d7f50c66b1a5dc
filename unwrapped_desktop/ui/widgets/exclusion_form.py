"""The form for one thing to leave out: what kind of thing, which one, and why."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.exclusion import (
    HOURS_OF_DAY,
    REASON_MAX_CHARACTERS,
    Exclusion,
    ExclusionKind,
    SuggestedReason,
)
from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.exclusion_draft import (
    DraftError,
    exclusion_of_hours,
    exclusion_of_name,
    exclusion_of_private,
    exclusion_of_range,
)
from unwrapped_desktop.ui.widgets.exclusion_words import reason_meant, reason_words
from unwrapped_desktop.ui.widgets.fields import ChoiceField, DateField, Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Grid, column
from unwrapped_desktop.ui.widgets.name_field import NameField
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose, TextRole

_KINDS = tuple(ExclusionKind)
_NAMED = (ExclusionKind.ARTIST, ExclusionKind.TRACK, ExclusionKind.ALBUM)
_FROM_HOURS = tuple(f"{hour}:00" for hour in HOURS_OF_DAY)
_TO_HOURS = tuple(f"{hour + 1}:00" for hour in HOURS_OF_DAY)
_ERROR = TextRole(size_px=SMALL_PX, weight=500, colour="accent", leading=1.5)
_FIELD_PX, _FORM_PX, _FIELD_GAP_PX = 250, 640, 16


class ExclusionForm(QWidget):
    """Makes one exclusion at a time.

    Attributes:
        made: Emitted with the exclusion that was asked for.
    """

    made = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._catalogue: Catalogue | None = None
        self._record: RecordSummary | None = None
        self.kinds = QButtonGroup(self)
        self.kinds.setExclusive(True)
        self.artist = NameField(theme, name=translate("ExclusionForm", "Artist"))
        self.title = NameField(theme, name=translate("ExclusionForm", "Song"))
        self.first = DateField(theme, name=translate("ExclusionForm", "First date"))
        self.last = DateField(theme, name=translate("ExclusionForm", "Last date"))
        self.with_hours = LinkButton(theme, translate("ExclusionForm", "Name hours too"))
        self.first_hour = ChoiceField(
            theme, _FROM_HOURS, name=translate("ExclusionForm", "From this hour of the first date")
        )
        self.last_hour = ChoiceField(
            theme, _TO_HOURS, name=translate("ExclusionForm", "Until this hour of the last date")
        )
        self.from_hour = ChoiceField(theme, _FROM_HOURS, name=translate("ExclusionForm", "From this hour"))
        self.to_hour = ChoiceField(theme, _TO_HOURS, name=translate("ExclusionForm", "Until this hour"))
        reasons = [reason_words(reason) for reason in SuggestedReason]
        self.reason = ChoiceField(
            theme, reasons, name=translate("ExclusionForm", "Why, if you like"), editable=True
        )
        self.add = Button(theme, translate("ExclusionForm", "Leave it out"))
        self.hint = Prose(theme, "", SMALL_QUIET)
        self.error = Prose(theme, "", _ERROR)
        no_record = translate(
            "ExclusionForm",
            "The record is not kept on this computer, so names are not completed and a slip is not noticed. "
            "The file will be needed again.",
        )
        self.no_record = Prose(theme, no_record, SMALL_QUIET)
        self._build()
        self._connect()
        self.choose_kind(ExclusionKind.ARTIST)

    @property
    def kind(self) -> ExclusionKind:
        """The kind of thing that is asked for."""
        return _KINDS[max(0, self.kinds.checkedId())]

    def set_record(self, record: RecordSummary, catalogue: Catalogue | None) -> None:
        """Ask about another record, in an empty form.

        Args:
            record: Its figures; the dates begin at its last play.
            catalogue: Its names; None where no record is kept.
        """
        self._record, self._catalogue = record, catalogue
        self.no_record.setVisible(catalogue is None)
        if record.last_play_at is not None:
            for field in (self.first, self.last):
                field.set_day(record.last_play_at.date())
        self.clear()
        self.choose_kind(self.kind)

    def choose_kind(self, kind: ExclusionKind) -> None:
        """Ask for another kind of thing."""
        self.kinds.button(_KINDS.index(kind)).setChecked(True)
        shown = {
            self._artist: kind in _NAMED,
            self._title: kind in {ExclusionKind.TRACK, ExclusionKind.ALBUM},
            self._first: kind is ExclusionKind.RANGE,
            self._last: kind is ExclusionKind.RANGE,
            self._first_hour: kind is ExclusionKind.RANGE and self.has_hours,
            self._last_hour: kind is ExclusionKind.RANGE and self.has_hours,
            self._from_hour: kind is ExclusionKind.HOURS,
            self._to_hour: kind is ExclusionKind.HOURS,
        }
        for part, is_shown in shown.items():
            part.setVisible(is_shown)
        self.with_hours.setVisible(kind is ExclusionKind.RANGE)
        name = _title_of(kind) if kind in _NAMED else translate("ExclusionForm", "Title")
        self._title.label.setText(name)
        self.title.setAccessibleName(name)
        self.hint.setText(_hint_of(kind))
        self.show_error("")
        self._set_finders()
        self._fields.show_parts()

    @property
    def has_hours(self) -> bool:
        """Whether a range is asked for with its hours."""
        return bool(self.with_hours.property("open"))

    def show_error(self, text: str, field: QWidget | None = None) -> None:
        """Say what is missing, and put the keyboard where it is; an empty text takes it away."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.error.updateGeometry()
        for part in (self.artist, self.title, self.first, self.last, self.to_hour, self.add):
            part.setAccessibleDescription(text if part is field else "")
        if field is not None and text:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty the fields of names; dates, hours and the reason stay, they often serve again."""
        for field in (self.artist, self.title):
            field.setText("")
        self.show_error("")

    def draft(self) -> Exclusion:
        """Return the exclusion that the fields describe.

        Raises:
            DraftError: Something is missing or cannot be; it says what in words.
        """
        match self.kind:
            case ExclusionKind.RANGE:
                hours = (self.first_hour, self.last_hour) if self.has_hours else ()
                chosen = [field.currentIndex() for field in hours] or [0, HOURS_OF_DAY[-1]]
                made = exclusion_of_range(self.first.day, self.last.day, (chosen[0], chosen[1]), self._record)
            case ExclusionKind.HOURS:
                made = exclusion_of_hours(self.from_hour.currentIndex(), self.to_hour.currentIndex() + 1)
            case ExclusionKind.PRIVATE:
                made = exclusion_of_private(self._catalogue)
            case kind:
                made = self._named(kind)
        return replace(made, reason=reason_meant(self.reason.currentText().strip()))

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in order."""
        fields = [self.title, self.artist, self.first, self.last, self.first_hour, self.last_hour]
        hours = [self.from_hour, self.to_hour]
        return [*self.kinds.buttons(), *fields, *hours, self.with_hours, self.reason, self.add]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return in a field for the button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add.click()
            return
        super().keyPressEvent(event)

    def _named(self, kind: ExclusionKind) -> Exclusion:
        field = self.artist if kind is ExclusionKind.ARTIST else self.title
        title = "" if kind is ExclusionKind.ARTIST else self.title.text()
        return exclusion_of_name(kind, self.artist.text(), title, self._catalogue, chosen=field.chosen)

    def _build(self) -> None:
        theme = self._theme
        for number, kind in enumerate(_KINDS):
            button = Button(theme, _title_of(kind))
            button.setCheckable(True)
            self.kinds.addButton(button, number)
        self._artist = Labelled(theme, translate("ExclusionForm", "Artist"), self.artist)
        self._title = Labelled(theme, translate("ExclusionForm", "Song"), self.title)
        self._first = Labelled(theme, translate("ExclusionForm", "First date"), self.first)
        self._last = Labelled(theme, translate("ExclusionForm", "Last date, left out too"), self.last)
        self._first_hour = Labelled(
            theme, translate("ExclusionForm", "From, on the first date"), self.first_hour
        )
        self._last_hour = Labelled(
            theme, translate("ExclusionForm", "Until, on the last date"), self.last_hour
        )
        self._from_hour = Labelled(theme, translate("ExclusionForm", "From"), self.from_hour)
        self._to_hour = Labelled(theme, translate("ExclusionForm", "Until"), self.to_hour)
        self._reason = Labelled(theme, translate("ExclusionForm", "Why, if you like"), self.reason)
        self.last_hour.setCurrentIndex(len(_TO_HOURS) - 1)
        self.to_hour.setCurrentIndex(5)
        reason = self.reason.lineEdit()
        if reason is not None:
            reason.setMaxLength(REASON_MAX_CHARACTERS)
            reason.setPlaceholderText(translate("ExclusionForm", "Nobody else reads it"))
        self.reason.setCurrentIndex(-1)
        parts = [self._title, self._artist, self._first, self._last, self._first_hour, self._last_hour]
        self._fields = _Fields([*parts, self._from_hour, self._to_hour])
        layout = column(gap=10)
        layout.addWidget(self.no_record)
        layout.addWidget(FlowRow(theme, self.kinds.buttons(), gap=8))
        layout.addSpacing(2)
        layout.addWidget(self.hint)
        layout.addWidget(self._fields)
        layout.addWidget(self.with_hours, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._reason)
        layout.addWidget(self.error)
        layout.addSpacing(2)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        self._restyle()

    def _connect(self) -> None:
        self.kinds.idClicked.connect(lambda number: self.choose_kind(_KINDS[number]))
        self.with_hours.clicked.connect(self._toggle_hours)
        self.title.entry_chosen.connect(lambda entry: self.artist.setText(entry.artist))
        self.add.clicked.connect(self._make)
        self._theme.changed.connect(self._restyle)

    def _set_finders(self) -> None:
        catalogue = self._catalogue
        if catalogue is None:
            self.artist.set_find(None)
            self.title.set_find(None)
            return
        titles = catalogue.album_shelf if self.kind is ExclusionKind.ALBUM else catalogue.track_shelf
        self.artist.set_find(catalogue.artist_shelf.find)
        self.title.set_find(lambda typed: titles.find(typed, artist=self.artist.text()))

    def _toggle_hours(self) -> None:
        is_open = not self.has_hours
        self.with_hours.setProperty("open", is_open)
        self.with_hours.setText(
            translate("ExclusionForm", "Whole days only")
            if is_open
            else translate("ExclusionForm", "Name hours too")
        )
        self.with_hours.setAccessibleName(self.with_hours.text())
        self.with_hours.updateGeometry()
        self.choose_kind(self.kind)

    def _make(self) -> None:
        try:
            made = self.draft()
        except DraftError as error:
            self.show_error(str(error), getattr(self, error.field))
            return
        self.show_error("")
        self.made.emit(made)

    def _restyle(self) -> None:
        self._fields.set_min_column_px(self._theme.px(_FIELD_PX))
        self._fields.setMaximumWidth(self._theme.px(_FORM_PX))
        self._reason.setMaximumWidth((self._theme.px(_FORM_PX) - _FIELD_GAP_PX) // 2)


class _Fields(Grid):
    """A grid that leaves no hole where a field is hidden."""

    def __init__(self, parts: list[Labelled]) -> None:
        super().__init__(min_column_px=_FIELD_PX, max_columns=2, gap=(_FIELD_GAP_PX, 12))
        self._all = parts
        for part in parts:
            part.setParent(self)

    def show_parts(self) -> None:
        """Give places to the fields that are shown."""
        self._parts = [part for part in self._all if not part.isHidden()]
        self.relayout()


def _title_of(kind: ExclusionKind) -> str:
    match kind:
        case ExclusionKind.ARTIST:
            return translate("ExclusionForm", "Artist")
        case ExclusionKind.TRACK:
            return translate("ExclusionForm", "Song")
        case ExclusionKind.ALBUM:
            return translate("ExclusionForm", "Album")
        case ExclusionKind.RANGE:
            return translate("ExclusionForm", "Dates")
        case ExclusionKind.HOURS:
            return translate("ExclusionForm", "Hours of the day")
        case ExclusionKind.PRIVATE:
            return translate("ExclusionForm", "Private sessions")


def _hint_of(kind: ExclusionKind) -> str:
    match kind:
        case ExclusionKind.ARTIST:
            return translate("ExclusionForm", "Everything by this artist.")
        case ExclusionKind.TRACK:
            return translate("ExclusionForm", "This song, on whatever album.")
        case ExclusionKind.ALBUM:
            return translate("ExclusionForm", "Whatever was played from this album.")
        case ExclusionKind.RANGE:
            return translate(
                "ExclusionForm", "Both dates are left out too: a weekend, a party, a flatmate's summer."
            )
        case ExclusionKind.HOURS:
            return translate("ExclusionForm", "Every day between these hours. It may pass midnight.")
        case ExclusionKind.PRIVATE:
            return translate("ExclusionForm", "All that was played in private sessions.")
