"""The formats of share cards and their sizes in pixels, width by height."""

CARD_SIZES: dict[str, tuple[int, int]] = {
    "story": (1080, 1920),
    "square": (1080, 1080),
    "portrait": (1080, 1350),
    "wide": (1200, 630),
}
