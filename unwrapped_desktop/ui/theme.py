"""The theme: tokens made into fonts, a palette and a style sheet, following the system or a setting.

A `Theme` is made once by the composition of the window and handed to every widget, which reads colours and fonts from
it when it paints and repaints when `changed` is emitted. Nothing else in the program names a colour.
"""

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.ui.stylesheet import build_stylesheet
from unwrapped_desktop.ui.tokens import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    SPACE_PX,
    TEXT_PX,
    Tokens,
)

_FONTS_LOADED = "fonts loaded"
"""Qt is not asked which fonts there are: it would look through all of the system's before the window is painted."""

MIN_TEXT_PERCENT, MAX_TEXT_PERCENT = 100, 200


class Face(StrEnum):
    """The three families, by what they are for."""

    HEAD = "Bebas Neue"
    TEXT = "Inter"
    MONO = "JetBrains Mono"


class ThemeMode(StrEnum):
    """What the person chose; `system` follows the desktop, live."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def load_fonts() -> None:
    """Load the shipped fonts into this process, once. Needs a QGuiApplication."""
    application = QGuiApplication.instance()
    if application is None or application.property(_FONTS_LOADED):
        return
    application.setProperty(_FONTS_LOADED, "yes")
    folder = resources_dir() / "fonts"
    for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
        QFontDatabase.addApplicationFont(str(path))


def make_font(face: Face, size_px: int, *, weight: int = 400, italic: bool = False) -> QFont:
    """Return a font of ours; what it lacks (CJK, Arabic, emoji) comes from the system's fonts.

    Args:
        face: Which family.
        size_px: Size in device-independent pixels, text scale already applied.
        weight: 400 to 700.
        italic: Whether slanted; only Inter has an italic.
    """
    font = QFont(face.value)
    font.setPixelSize(max(1, size_px))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # "->" and "==" in a song title are two signs, not one ligature.
    font.setFeature(QFont.Tag("calt"), 0)
    if face is Face.TEXT:
        # Inter's "1" is narrow and leans on the space behind it; a little more air keeps "61 times" two words.
        font.setWordSpacing(size_px * 0.035)
    if face is Face.HEAD:
        font.setStyleHint(QFont.StyleHint.SansSerif)
    if face is Face.MONO:
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


class SystemLook(QObject):
    """What the desktop asks for.

    Attributes:
        changed: It asks for something else.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The references are held: a chained call would let PySide drop the hints.
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.changed)
        self._accessibility.contrastPreferenceChanged.connect(self.changed)

    @property
    def is_dark(self) -> bool:
        """Whether dark colours are wanted."""
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def has_high_contrast(self) -> bool:
        """Whether more contrast is wanted."""
        return self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast

    @property
    def reduces_motion(self) -> bool:
        """Whether nothing is to move; where Qt can tell (6.12)."""
        preference = getattr(self._accessibility, "motionPreference", None)
        return preference is not None and "Reduced" in str(preference())

    def follow(self, mode: ThemeMode) -> None:
        """Let what the desktop paints itself, such as the frame of the window, be as light or dark as the theme."""
        match mode:
            case ThemeMode.SYSTEM:
                self._hints.unsetColorScheme()
            case ThemeMode.LIGHT:
                self._hints.setColorScheme(Qt.ColorScheme.Light)
            case ThemeMode.DARK:
                self._hints.setColorScheme(Qt.ColorScheme.Dark)


class Theme(QObject):
    """The colours and fonts in force.

    Attributes:
        changed: Emitted after colours, text size or motion changed.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        mode: ThemeMode = ThemeMode.SYSTEM,
        text_percent: int = 100,
        reduced_motion: bool = False,
        system: SystemLook | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make a theme.

        Args:
            mode: Light, dark, or what the system says.
            text_percent: Text size, 100 to 200 per cent.
            reduced_motion: Whether nothing may move.
            system: What the desktop asks for; None asks Qt.
            parent: Owner.
        """
        super().__init__(parent)
        load_fonts()
        self._mode = mode
        self._text_percent = _bounded(text_percent)
        self._reduced_motion = reduced_motion
        self._app: QApplication | None = None
        self._system = system or SystemLook(self)
        self._system.changed.connect(self._follow_system)
        self._tokens = self._choose_tokens()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def mode(self) -> ThemeMode:
        """What the person chose."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._tokens in {DARK, DARK_HIGH_CONTRAST}

    @property
    def text_percent(self) -> int:
        """Text size, 100 to 200 per cent."""
        return self._text_percent

    @property
    def scale(self) -> float:
        """Text size as a factor, 1 to 2."""
        return self._text_percent / 100

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move: by the setting, or by the system where Qt can tell (6.12)."""
        return self._reduced_motion or self._system.reduces_motion

    def set_mode(self, mode: ThemeMode) -> None:
        """Choose light, dark, or what the system says."""
        if mode is not self._mode:
            self._mode = mode
            self._refresh()

    def set_text_percent(self, percent: int) -> None:
        """Choose the text size, held to 100 to 200 per cent."""
        if _bounded(percent) != self._text_percent:
            self._text_percent = _bounded(percent)
            self._refresh()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a setting is a value
        """Choose whether things may move."""
        self._reduced_motion = reduced
        self.changed.emit()

    def apply(self, app: QApplication) -> None:
        """Dress the application, now and after every change."""
        self._app = app
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        self._system.follow(self._mode)
        self._tokens = self._choose_tokens()
        self._dress()

    def px(self, size_px: float) -> int:
        """Return a size of the type scale, or a length that belongs to text, at the chosen text size."""
        return round(size_px * self.scale)

    def space(self, steps: int) -> int:
        """Return a distance of so many spacing steps of 4 px. Distances do not grow with the text."""
        return steps * SPACE_PX

    def font(
        self, face: Face = Face.TEXT, size_px: float = TEXT_PX, *, weight: int = 400, italic: bool = False
    ) -> QFont:
        """Return a font at the chosen text size."""
        return make_font(face, self.px(size_px), weight=weight, italic=italic)

    def colour(self, name: str) -> QColor:
        """Return a token as a colour."""
        return QColor(getattr(self._tokens, name))

    def palette(self) -> QPalette:
        """Return the tokens as a palette, for whatever Qt paints itself."""
        return _palette(self._tokens)

    def _follow_system(self) -> None:
        if self._choose_tokens() is not self._tokens:
            self._refresh()

    def _choose_tokens(self) -> Tokens:
        is_dark = self._system.is_dark if self._mode is ThemeMode.SYSTEM else self._mode is ThemeMode.DARK
        if self._system.has_high_contrast:
            return DARK_HIGH_CONTRAST if is_dark else LIGHT_HIGH_CONTRAST
        return DARK if is_dark else LIGHT

    def _refresh(self) -> None:
        if self._app is not None:
            self._system.follow(self._mode)
        self._tokens = self._choose_tokens()
        if self._app is not None:
            self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        app = cast("QApplication", self._app)
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(build_stylesheet(self._tokens, self.px))


def _bounded(percent: int) -> int:
    return max(MIN_TEXT_PERCENT, min(MAX_TEXT_PERCENT, percent))


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.paper,
        role.WindowText: tokens.ink,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.paper,
        role.Text: tokens.ink,
        role.Button: tokens.raised,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.ink,
        role.PlaceholderText: tokens.quiet,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Mid: tokens.rule,
        role.Dark: tokens.rule,
        role.Shadow: tokens.rule,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.quiet))
    return palette
