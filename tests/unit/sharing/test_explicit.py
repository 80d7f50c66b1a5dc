"""Words that not everybody wants on a card: found whole, in some languages, and not within other words."""

# The look-alike letters are meant.
# ruff: noqa: RUF001

import pytest

from unwrapped_desktop.sharing.explicit import is_explicit

CLEAN = (
    "Love Bites",
    "Cum dederit",
    "Dick Dale",
    "Moby Dick",
    "Assisi",
    "Assassin",
    "Bassline",
    "Class Act",
    "Mass in B minor",
    "Scunthorpe",
    "Penistone",
    "Titanic",
    "Titian",
    "Cocktail",
    "Peacock",
    "Hancock",
    "Cockney Rebel",
    "Shitake",
    "Matsushita",
    "Essex",
    "Cumbia",
    "Cumulus",
    "Country",
    "Rapper",
    "Grape",
    "Snigger",
    "Niggle",
    "Hoedown",
    "Hoe-Down",
    "Thoth",
    "Slutet",
    "Fickle",
    "Nickel",
    "Wichita Lineman",
    "Niqab",
    "Chatter",
    "Cavalo de Troia",
    "Cono Sur",
    "Vergara",
    "Culottes",
    "Putumayo",
    "Porridge",
    "Huron",
    "Fagott",
    "Сукачёв",
    "Ебург",
    "Кебаб",
    "Бляшка",
    "",
)
EXPLICIT = (
    "Fuck You",
    "FUCK",
    "Motherfucker",
    "F**k",
    "Sh*t",
    "Bullshit",
    "This Shit",
    "Shitty",
    "B*tch Better Have My Money",
    "(bitches)",
    "C**t",
    "Pussy",
    "Kiss My Ass",
    "Niggas",
    "N*ggas in Paris",
    "WAP",
    "Hoes",
    "Puta",
    "¿Coño?",
    "Chingón",
    "Nique ta mère",
    "Fick dich",
    "Scheiße",
    "SCHEISSE",
    "Kurwa",
    "Сука",
    "Ебать",
)


@pytest.mark.parametrize("name", CLEAN)
def test_a_name_that_only_looks_like_it_is_clean(name: str) -> None:
    assert not is_explicit(name)


@pytest.mark.parametrize("name", EXPLICIT)
def test_a_word_is_found_whatever_its_case_and_stars(name: str) -> None:
    assert is_explicit(name)
