"""What is asked for before anybody can answer is asked again: once each, as it was asked for last, in its order."""

import pytest
from PySide6.QtCore import QObject, Signal

from unwrapped_desktop.app.held_requests import HeldRequests


class _Asking(QObject):
    opened = Signal(object)
    again = Signal()
    never = Signal(int)


@pytest.mark.usefixtures("qapp")
def test_each_is_asked_once_more_with_what_it_carried_last() -> None:
    asking, held = _Asking(), HeldRequests()
    heard: list[object] = []
    held.hold(asking.opened, asking.never)
    held.hold(asking.again)
    asking.again.emit()
    asking.opened.emit(("first.zip",))
    asking.opened.emit(("second.zip",))
    asking.again.emit()
    asking.opened.connect(heard.append)
    asking.again.connect(lambda: heard.append("again"))
    asking.never.connect(heard.append)
    held.ask_again()
    assert heard == ["again", ("second.zip",)]
    held.ask_again()
    asking.opened.emit(("third.zip",))
    held.ask_again()
    assert heard == ["again", ("second.zip",), ("third.zip",)]
