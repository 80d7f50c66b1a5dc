"""The label alone: a poster."""

from PySide6.QtCore import QPointF

from unwrapped_desktop.ui.cards.card import LabelCard
from unwrapped_desktop.ui.cards.painting.foot import FootPart
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.label import fit_label
from unwrapped_desktop.ui.cards.painting.placing import Placed, Scene, Words
from unwrapped_desktop.ui.theme import Face

_LINES_MOST = 4


def label_scene(card: LabelCard, sheet: CardFormat, colours: CardColours) -> Scene:
    """Set what the label was made of at the top, and the label as large as the card, standing on the foot's rule."""
    safe = sheet.safe
    foot = FootPart(card.foot, sheet=sheet, colours=colours, has_rule=True)
    foot_top = safe.bottom() - foot.height
    record = Words(
        card.record,
        card_font(Face.MONO, sheet.px(1.05)),
        width=safe.width(),
        leading=1.35,
        colour=colour(colours.text),
        max_lines=2,
    )
    label_bottom = foot_top - sheet.unit * 1.2
    label = fit_label(
        card.label,
        width=safe.width(),
        height=label_bottom - safe.top() - record.height - sheet.unit,
        most_lines=_LINES_MOST,
        colour=colour(colours.text),
    )
    return [
        Placed(record, safe.topLeft()),
        Placed(label, QPointF(safe.left(), label_bottom - label.height)),
        Placed(foot, QPointF(safe.left(), foot_top)),
    ]
