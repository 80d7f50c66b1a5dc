"""Words in titles and names that say what a sound is for, in the languages listeners have them in."""

# The look-alike letters that ruff warns of belong to those languages.
# ruff: noqa: RUF001

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.record import Mask

_WORD = re.compile(r"\w+")
_LINE_BREAK = ord("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """Phrases that mark a title or a name, folded.

    Attributes:
        words: Phrases that stand on their own: "white noise", but no part of a longer word.
        parts: Phrases that count inside a word too, for languages that put words together or write no spaces.
    """

    words: tuple[str, ...]
    parts: tuple[str, ...]


class Haystack:
    """Texts to be searched for markers, all of them as one: many times faster than asking each of them.

    Attributes:
        size: How many texts there are.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self._text = unicodedata.normalize("NFC", _joined(texts)).casefold()
        # Few of all phrases can be there at all: their words, or in parts their letters, must be somewhere.
        self._words = frozenset(_WORD.findall(" ".join(set(self._text.split()))))
        letters = np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self._letters: Mask = np.zeros(sys.maxunicode + 1, dtype=bool)
        self._letters[letters] = True
        self._ends = np.flatnonzero(letters == _LINE_BREAK)

    def having(self, markers: Markers) -> Mask:
        """Return for each text whether it holds one of the phrases."""
        places = [
            place
            for phrase in markers.parts
            if self._letters[list(map(ord, phrase))].all()
            for place in _places(self._text, phrase)
        ]
        places += [
            place
            for phrase in markers.words
            if self._words.issuperset(_WORD.findall(phrase))
            for place in _places(self._text, phrase)
            if _stands_alone(self._text, place, place + len(phrase))
        ]
        found: Mask = np.zeros(self.size, dtype=bool)
        found[np.searchsorted(self._ends, np.array(places, dtype=np.int64))] = True
        return found


def _joined(texts: Sequence[str]) -> str:
    """Return the texts one a line; a line break inside of one becomes a blank."""
    whole = "\n".join(texts)
    if whole.count("\n") == len(texts) - 1:
        return whole
    return "\n".join(text.replace("\n", " ") for text in texts)


def _places(text: str, phrase: str) -> list[int]:
    places = []
    place = text.find(phrase)
    while place >= 0:
        places.append(place)
        place = text.find(phrase, place + 1)
    return places


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum()
    after = end < len(text) and text[end].isalnum()
    return not (before or after)


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in text.split(","))


SLEEP = Markers(
    words=_phrases(
        """white noise, brown noise, pink noise, green noise, fan noise, fan sounds, hair dryer, rain sounds,
        rain sound, sounds of rain, sound of rain, rain on, heavy rain, gentle rain, soft rain, rain for sleep,
        rain and thunder, rain & thunder, thunderstorm, thunderstorm sounds, rainforest sounds, ocean sounds,
        ocean waves, sea waves, calming waves, nature sounds, forest sounds, fireplace sounds, delta waves,
        theta waves, alpha waves, binaural beats, 432 hz, 432hz, 528 hz, 528hz, deep sleep, sleep music,
        sleep sounds, sleeping music, baby sleep, music for sleep, for sleeping, sleep meditation, meditation,
        guided meditation, womb sounds, womb sound, heartbeat sounds, lullaby, lullabies, asmr,
        weißes rauschen, braunes rauschen, rosa rauschen, zum einschlafen, einschlafmusik,
        bruit blanc, bruit de bruits de pluie, pluie, pour dormir, berceuse, berceuses,
        ruido blanco, ruido marrón, sonido de sonidos de lluvia, lluvia, para dormir, canción de cuna,
        canciones de cuna, olas del mar, ruído branco, barulho de som de chuva, chuva, canção de ninar,
        rumore bianco, suoni della pioggia, per dormire, ninna nanna, onde del mare,
        beyaz gürültü, yağmur sesi, dalga sesi, uyku müziği, ninni, biały szum, szum deszczu, kołysanka,
        do snu, witte ruis, regengeluiden, slaapmuziek, slaapliedje, vitt brus, regnljud, vaggvisa, hvit støy,
        white noise machine, белый шум, шум дождя, звуки дождя, для сна, колыбельная, медитация,
        صوت المطر, ضوضاء بيضاء, लोरी, suara hujan, bunyi hujan, tiếng mưa, ru ngủ"""
    ),
    parts=_phrases(
        """regengeräusch, meeresrauschen, schlaflied, einschlafklänge, 雨の音, 波の音, ホワイトノイズ, 子守唄, 子守歌, 睡眠用,
        睡眠導入, 빗소리, 백색소음, 자장가, 파도소리, 雨声, 雨聲, 白噪音, 摇篮曲, 搖籃曲, 助眠, เสียงฝน"""
    ),
)
"""What is played to sleep by: rain, noise, waves, lullabies."""

CHILDREN = Markers(
    words=_phrases(
        """wheels on the bus, twinkle twinkle, baby shark, old macdonald, itsy bitsy spider, incy wincy spider,
        head shoulders knees, row row row your boat, five little ducks, five little monkeys,
        ten in the bed, if you're happy and you know it, hokey pokey, humpty dumpty, baa baa black sheep,
        mary had a little lamb, london bridge is falling down, the abc song, abc song, phonics, hickory dickory dock,
        nursery rhyme, nursery rhymes, kids songs, songs for kids, for kids, children's songs, songs for children,
        bedtime story, bedtime stories, toddler songs, alle meine entchen, backe backe kuchen, bruder jakob,
        häschen in der grube, die räder vom bus, das rote pferd, aramsamsam, für kinder,
        frère jacques, une souris verte, ainsi font font font, au clair de la lune, petit escargot,
        sur le pont d'avignon, comptine, comptines, pour enfants, chansons pour enfants,
        los pollitos dicen, la vaca lola, cinco lobitos, las ruedas del autobús, el sapo pepe, canciones infantiles,
        para niños, borboletinha, galinha pintadinha, a dona aranha, o sapo não lava o pé, músicas infantis,
        para crianças, il coccodrillo come fa, pulcino pio, nella vecchia fattoria, giro giro tondo, per bambini,
        canzoni per bambini, kırmızı balık, küçük kurbağa, ali babanın çiftliği, çocuk şarkıları,
        stary niedźwiedź mocno śpi, jedzie pociąg z daleka, piosenki dla dzieci, dla dzieci,
        в лесу родилась ёлочка, антошка, песенка мамонтёнка, для детей, детские песни,
        ekorrn satt i granen, små grodorna, bä bä vita lamm, barnsånger, barnvisor, lille peter edderkopp,
        kinderliedjes, in de maneschijn, voor kinderen"""
    ),
    parts=_phrases("kinderlied, 童謡, どうぶつ, 手遊び歌, 동요, 상어가족, 儿歌, 兒歌, เพลงเด็ก"),
)
"""What is sung to children, and what collections for them are called."""

CHRISTMAS = Markers(
    words=_phrases(
        """christmas, xmas, x-mas, jingle bells, jingle bell, jingle bell rock, silent night, santa claus, santa baby,
        let it snow, winter wonderland, rudolph the red, frosty the snowman, sleigh ride, drummer boy, o holy night,
        deck the halls, joy to the world, the first noel, carol of the bells, noël, petit papa noël,
        vive le vent, navidad, feliz navidad, villancico, villancicos, campana sobre campana, natal, natale,
        tu scendi dalle stelle, stille nacht, o tannenbaum, o du fröhliche, leise rieselt der schnee, kling glöckchen,
        kerst, kerstmis, jul, julen, god jul, jouluyö, joulu, kolęda, kolędy, bóg się rodzi, wśród nocnej ciszy,
        рождество"""
    ),
    parts=_phrases("weihnacht, クリスマス, 크리스마스, 圣诞, 聖誕"),
)
"""Songs of December."""
