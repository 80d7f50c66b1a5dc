"""Reads a web page as a browser does: its elements with their attributes, its text, and whether every tag is closed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
_UNSEEN = frozenset({"style", "title", "desc"})


@dataclass(kw_only=True)
class Element:
    """An element of a page.

    Attributes:
        tag: Its name.
        attributes: Those that it has; one without a value is empty.
        text: What is read in it and in all within it, white space as it is.
    """

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class ReadPage(HTMLParser):
    """A page that was read.

    Attributes:
        elements: All of them, in order.
        text: What is read on the page, white space as it is.
    """

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        element = Element(tag=tag, attributes={name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"{tag} is closed, and was never open"
        assert self._open[-1].tag == tag, f"{tag} is closed within {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(element.tag in _UNSEEN for element in self._open):
            self.text += data

    def by_id(self, anchor: str) -> Element:
        """Return the element that an anchor names."""
        (found,) = [element for element in self.elements if element.attributes.get("id") == anchor]
        return found

    def having(self, tag: str, css_class: str = "") -> list[Element]:
        """Return the elements of a tag, or those of them that have a class."""
        return [
            element
            for element in self.elements
            if element.tag == tag
            and (not css_class or css_class in element.attributes.get("class", "").split())
        ]

    @property
    def is_closed(self) -> bool:
        """Whether every element was closed."""
        return not self._open


def read_page(data: bytes) -> ReadPage:
    """Return a page as it is read; fails where an element is closed that is not open."""
    page = ReadPage()
    page.feed(data.decode("utf-8"))
    page.close()
    return page


def one_line(text: str) -> str:
    """Return a text with white space as it is seen, without what only joins words."""
    return " ".join(text.replace("\u2060", "").split())
