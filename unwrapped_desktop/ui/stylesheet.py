"""The style sheet of whatever Qt draws itself: buttons, menus, scroll bars, fields, tool tips."""

from collections.abc import Callable
from math import ceil

from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX, Tokens

_RULES = """
QMainWindow, QDialog {{ background: {paper}; }}
QScrollArea, QScrollArea > QWidget > QWidget#content {{ background: {paper}; border: 0; }}
QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {ink}; padding: 6px 8px; }}

QPushButton {{ background: transparent; color: {ink}; border: 1px solid {ink}; border-radius: {corner}px;
    padding: {pad_y}px {pad_x}px; min-height: {button}px; }}
QPushButton:hover {{ background: {ink}; color: {paper}; }}
QPushButton:pressed {{ background: {quiet}; color: {paper}; }}
QPushButton:disabled {{ color: {quiet}; border-color: {rule}; background: transparent; }}
QPushButton:focus {{ border: 2px solid {ink}; padding: {pad_y_focus}px {pad_x_focus}px; outline: none; }}
QPushButton:checked {{ background: {ink}; color: {paper}; }}
QPushButton:checked:focus {{ border-color: {accent}; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; color: {on_accent}; }}
QPushButton[kind="primary"]:focus {{ border-color: {ink}; }}
QPushButton[kind="primary"]:disabled {{ background: {rule}; color: {quiet}; border-color: {rule}; }}

QMenuBar {{ background: transparent; color: {quiet}; padding: 0; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: {corner}px; }}
QMenuBar::item:selected {{ background: {ink}; color: {paper}; }}
QMenu {{ background: {raised}; color: {ink}; border: 1px solid {ink}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: {corner}px; }}
QMenu::item:selected {{ background: {ink}; color: {paper}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {rule}; margin: 4px 8px; }}

QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 0; }}
QScrollBar::handle {{ background: {quiet}; border-radius: 3px; margin: 4px; }}
QScrollBar::handle:hover {{ background: {ink}; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QTableView {{ background: {raised}; color: {ink}; border: 1px solid {rule}; border-radius: {corner}px;
    selection-background-color: {wash}; selection-color: {ink}; outline: none; }}
QTableView:focus {{ border-color: {ink}; }}
QTableView::item {{ padding: 0 10px; border: 0; }}
QHeaderView {{ background: {raised}; }}
QHeaderView::section {{ background: {raised}; color: {quiet}; border: 0; border-bottom: 1px solid {rule}; padding: 0 13px; }}

QLineEdit {{ background: {raised}; color: {ink}; border: 1px solid {ink}; border-radius: {corner}px; padding: 8px 12px; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 7px 11px; }}
"""


_BUTTON_PAD_PX = 7


def build_stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """Return the style sheet for these colours.

    Args:
        tokens: The colours.
        px: Gives a length at the chosen text size.
    """
    pad_y, pad_x = px(_BUTTON_PAD_PX), px(16)
    return _RULES.format(
        **tokens.as_dict(),
        corner=CORNER_PX,
        button=_button_text_px(px),
        pad_y=pad_y,
        pad_x=pad_x,
        pad_y_focus=pad_y - 1,
        pad_x_focus=pad_x - 1,
    )


def button_height_px(px: Callable[[float], int]) -> int:
    """Return how high a push button is, its border included."""
    return _button_text_px(px) + 2 * px(_BUTTON_PAD_PX) + 2


def _button_text_px(px: Callable[[float], int]) -> int:
    # A little more than a line of Inter, which takes 1.21 times its size.
    return ceil(1.25 * px(SMALL_PX + 1))
