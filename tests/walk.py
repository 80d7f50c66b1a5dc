"""A walk over a window as somebody takes it who sees nothing, or has no mouse: what each stop is, and where it leads next."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.tokens import contrast_ratio
from unwrapped_desktop.ui.widgets.receipt import ReceiptPaper

_Role = QAccessible.Role
ROLES_OF_STOPS = frozenset(
    {
        _Role.Button,
        _Role.CheckBox,
        _Role.RadioButton,
        _Role.EditableText,
        _Role.ComboBox,
        _Role.SpinBox,
        _Role.Table,
        _Role.List,
        _Role.Link,
        _Role.Chart,
        _Role.Graphic,
        _Role.StaticText,
        _Role.Client,
        _Role.PageTab,
        _Role.ButtonMenu,
        _Role.Slider,
    }
)
_RING_PX = 4
_LEAST_CHANGE_PX = 40
_MOST_STOPS = 400


def settle() -> None:
    """Let what has been asked for happen."""
    for _ in range(4):
        QApplication.processEvents()


def keyboard_at(window: MainWindow) -> QWidget:
    """Return where the keyboard is; the window where it is nowhere yet."""
    focused: QWidget | None = window.focusWidget()
    return window if focused is None else focused


def stops(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Return everything the Tab key stops at, from the window's beginning, until it comes back to the first.

    Args:
        window: Where it is pressed.
        key: `Key_Backtab` walks the other way.

    Raises:
        AssertionError: The keyboard is caught: it goes in a circle that does not lead back to the first stop.
    """
    window.setFocus(Qt.FocusReason.OtherFocusReason)
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        QTest.keyClick(keyboard_at(window), key)
        stop = window.focusWidget()
        assert stop is not None, "the keyboard is nowhere"
        if stop in found:
            assert stop is found[0], f"the keyboard is caught at {stop.accessibleName()!r}"
            break
        found.append(stop)
    return found


def named_stops(found: list[QWidget]) -> list[tuple[QWidget, str, "QAccessible.Role"]]:
    """Return each stop with the name and the role that a screen reader reads."""
    read = []
    for stop in found:
        interface = QAccessible.queryAccessibleInterface(stop)
        name = interface.text(QAccessible.Text.Name)
        if isinstance(
            stop, QComboBox
        ):  # here Qt reads what is chosen, and leaves what it is about to the label
            name = stop.accessibleName()
        read.append((stop, name, interface.role()))
    return read


def focusable(window: MainWindow) -> Iterator[QWidget]:
    """Return what the Tab key has to reach."""
    central = window.centralWidget()
    assert central is not None
    for widget in central.findChildren(QWidget):
        is_open = widget.isVisible() and widget.isEnabled() and widget.width() > 0 and widget.height() > 0
        if is_open and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def is_of_a_group(widget: QWidget) -> bool:
    """Whether the arrow keys lead to it: of buttons that exclude each other Tab stops at one."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()


def place(widget: QWidget) -> QRect:
    """Return where a widget lies, counted from the top of whatever is scrolled."""
    area = scrolled_by(widget)
    root = area.widget() if area is not None and hasattr(area, "widget") else widget.window()
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def scrolled_by(widget: QWidget) -> QAbstractScrollArea | None:
    """Return the nearest area that scrolls a widget."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent if parent is None or parent.isAncestorOf(widget) else None


def backward_steps(found: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Return steps of the Tab key that lead up, in the same part of the window, and not into the column beside.

    A receipt lies beside the page, as high as there is room: from it the way leads back to the next remark.
    """
    wrong = []
    for before, after in pairwise(found):
        if scrolled_by(before) is not scrolled_by(after) or is_on_receipt(before):
            continue
        one, other = place(before), place(after)
        goes_up = other.bottom() <= one.top()
        goes_back = other.right() <= one.left() and other.top() < one.bottom() and other.bottom() > one.top()
        if goes_back or (goes_up and other.left() < one.right()):
            wrong.append((before, after))
    return wrong


def is_on_receipt(widget: QWidget) -> bool:
    """Whether a widget is a receipt, or lies on one."""
    up: QWidget | None = widget
    while up is not None and not isinstance(up, ReceiptPaper):
        up = up.parentWidget()
    return up is not None


def fields_without_label(window: MainWindow) -> list[QWidget]:
    """Return the fields to which no words lead: neither those of a label beside them nor a name of their own."""
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy() is not None}
    kinds = (QLineEdit, QComboBox, QAbstractSpinBox)
    wrong: list[QWidget] = []
    for field in window.findChildren(QWidget):
        inside = isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox)
        is_named = field in buddies or bool(field.accessibleName())
        if isinstance(field, kinds) and field.isVisible() and not inside and not is_named:
            wrong.append(field)
    return wrong


def shows_focus(window: MainWindow, stop: QWidget, elsewhere: QWidget) -> bool:
    """Whether enough pixels around a stop change enough when the keyboard comes to it: 3:1 at least."""
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    area = scrolled_by(stop)
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(stop)
    settle()
    around = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    around = around.adjusted(-_RING_PX, -_RING_PX, _RING_PX, _RING_PX).intersected(window.rect())
    lit = window.grab(around).toImage()
    elsewhere.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    dim = window.grab(around).toImage()
    return _changed(lit, dim) >= _LEAST_CHANGE_PX


def _changed(one: QImage, other: QImage) -> int:
    """Return how many pixels differ by a contrast of 3:1."""
    known: dict[tuple[int, int], bool] = {}
    count = 0
    for y in range(min(one.height(), other.height())):
        for x in range(min(one.width(), other.width())):
            pair = (one.pixel(x, y), other.pixel(x, y))
            if pair[0] == pair[1]:
                continue
            if pair not in known:
                colours = [f"#{shade & 0xFFFFFF:06X}" for shade in pair]
                known[pair] = contrast_ratio(*colours) >= 3
            count += known[pair]
            if count >= _LEAST_CHANGE_PX:
                return count
    return count
