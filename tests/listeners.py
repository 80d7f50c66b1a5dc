"""Listeners to test with: thirty kinds of listening lives, written as exports of every vintage, and counted by hand.

`KINDS` maps a kind to a function of a seed that returns rows as an extended history of 2025 and later holds them.
`write_export` writes rows as files of any vintage. `recount` counts raw rows with dictionaries and loops, sharing no
code with the package, so that both can be wrong but hardly in the same way.
"""

# The look-alike letters that ruff warns of belong to the languages of the names.
# ruff: noqa: RUF001

import io
import json
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from unwrapped_desktop.sources import sample
from unwrapped_desktop.sources.sample import TONGUES, Tongue, catalogue, invent, one_song_artist
from unwrapped_desktop.sources.simulate import (
    EXTENDED_KEYS,
    LAST_DAY,
    Absence,
    Album,
    Artist,
    Burst,
    Draws,
    Habit,
    Loop,
    Row,
    SimulatedListener,
    simulate,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""The time at which tests read what is written here."""

# ------------------------------------------------------------------------------------------------ canaries
CANARY_IP = "203.0.113.77"
CANARY_USERNAME = "canary-user-7f3a91"
CANARY_USER_AGENT = "CanaryAgent%2F9.9%20leak-probe"
CANARY_CITY = "Canaryville"
CANARY_REGION = "Canary County"
CANARY_LATITUDE = "61.2345678"
CANARY_LONGITUDE = "-47.8765432"
CANARY_METRO_CODE = "99177"
CANARY_CARD = "4929-0000-CANARY"
CANARY_EMAIL = "canary@leak.invalid"
CANARY_INFERENCE = "1P_Custom_Canary_Segment"
CANARY_SEARCH = "canary search query"

CANARIES = (
    CANARY_IP,
    CANARY_USERNAME,
    CANARY_USER_AGENT,
    CANARY_CITY,
    CANARY_REGION,
    CANARY_LATITUDE,
    CANARY_LONGITUDE,
    CANARY_METRO_CODE,
    CANARY_CARD,
    CANARY_EMAIL,
    CANARY_INFERENCE,
    CANARY_SEARCH,
)
"""No byte of anything the program stores, prints, logs or draws may hold one of these."""

# ------------------------------------------------------------------------------------------------ stars by country
REGIONS: dict[str, tuple[str, str, str]] = {
    "india": (
        "IN",
        "Asia/Kolkata",
        """
Arijit Singh | 2013 Aashiqui 2: Tum Hi Ho; Chahun Main Ya Naa; Hum Mar Jaayenge | 2016 Ae Dil Hai Mushkil: Ae Dil Hai Mushkil; Channa Mereya | 2022 Brahmastra: Kesariya
Shreya Ghoshal | 2002 Devdas: Bairi Piya; Dola Re Dola; Silsila Ye Chaahat Ka | 2018 Padmaavat: Ghoomar
A.R. Rahman | 1998 Dil Se..: Chaiyya Chaiyya; Dil Se Re; Jiya Jale | 2008 Slumdog Millionaire: Jai Ho | 2011 Rockstar: Kun Faya Kun; Nadaan Parindey
Anirudh Ravichander | 2012 3: Why This Kolaveri Di; Po Nee Po | 2021 Master: Vaathi Coming | 2023 Jawan: Chaleya; Zinda Banda
Diljit Dosanjh | 2020 G.O.A.T.: G.O.A.T.; Born To Shine; Clash | 2021 MoonChild Era: Lover; Vibe
AP Dhillon | 2020 Brown Munde: Brown Munde | 2020 Not By Chance: Excuses; Insane; Saada Pyaar
Kishore Kumar | 1971 Amar Prem: Chingari Koi Bhadke; Kuch To Log Kahenge | 1969 Aradhana: Roop Tera Mastana; Mere Sapnon Ki Rani
Prateek Kuhad | 2015 In Tokens & Charms: Oh Love; Flames | 2018 cold/mess: cold/mess; with you/for you
""",
    ),
    "turkey": (
        "TR",
        "Europe/Istanbul",
        """
Sezen Aksu | 1988 Sezen Aksu'88: Sarışın; Değer mi | 1991 Gülümse: Hadi Bakalım; Gülümse | 1995 Işık Doğudan Yükselir: Son Sardunyalar
Tarkan | 1997 Ölürüm Sana: Şımarık; Ölürüm Sana; Salına Salına Sinsice | 2001 Karma: Kuzu Kuzu; Hüp | 2003 Dudu: Dudu; Gülümse Kaderine | 2017 10: Yolla
Duman | 2002 Belki Alışman Lazım: Her Şeyi Yak; Belki Alışman Lazım | 2009 Duman I: Senden Daha Güzel; Dibine Kadar
mor ve ötesi | 2004 Dünya Yalan Söylüyor: Cambaz; Bir Derdim Var; Aşk İçinde | 2008 Deli: Deli
Barış Manço | 1981 Sözüm Meclisten Dışarı: Dönence; Gülpembe; Arkadaşım Eşek | 1975 2023: 2023; Kayaların Oğlu
Cem Karaca | 1975 Nem Kaldı: Namus Belası; Tamirci Çırağı | 1992 Nerde Kalmıştık: Raptiye Rap Rap
maNga | 2004 maNga: Bir Kadın Çizeceksin; Dursun Zaman | 2009 Şehr-i Hüzün: Cevapsız Sorular; Dünyanın Sonuna Doğmuşum
Altın Gün | 2018 On: Goca Dünya; Tatlı Dile Güler Yüze | 2019 Gece: Leyla; Süpürgesi Yoncadan
""",
    ),
    "brazil": ("BR", "America/Sao_Paulo", sample._GAPS_ARTISTS),
    "nigeria": (
        "NG",
        "Africa/Lagos",
        """
Wizkid | 2014 Ayo: Ojuelegba; Show You The Money | 2020 Made In Lagos: Essence; Ginger; Smile; No Stress
Tems | 2020 For Broken Ears: Ice T; Damages; Free Mind | 2024 Born in the Wild: Me & U; Love Me JeJe; Burning
Rema | 2019 Rema: Dumebi; Iron Man | 2022 Rave & Roses: Calm Down; Soundgasm; Holiday
Asake | 2022 Mr. Money With The Vibe: Joha; Organise; Terminator; Peace Be Unto You | 2023 Work Of Art: Lonely At The Top; Amapiano
Ayra Starr | 2021 19 & Dangerous: Bloody Samaritan; Fashion Killa | 2022 Rush: Rush
Tiwa Savage | 2017 Sugarcane: All Over; Ma Lo | 2020 Celia: Koroba; Attention
King Sunny Adé | 1982 Juju Music: Ja Funmi; Eje Nlo Gba Ara Mi; 365 Is My Number
Yemi Alade | 2014 King of Queens: Johnny; Kissing; Tangerine
""",
    ),
    "japan": (
        "JP",
        "Asia/Tokyo",
        """
YOASOBI | 2021 THE BOOK: 夜に駆ける; たぶん; 群青; ハルジオン | 2023 アイドル: アイドル
Official髭男dism | 2019 Traveler: イエスタデイ; 宿命; Pretender | 2021 Editorial: Cry Baby; I LOVE...
米津玄師 | 2017 BOOTLEG: 飛燕; LOSER; ピースサイン; 灰色と青 | 2020 STRAY SHEEP: カムパネルラ; Flamingo; 感電; Lemon; 馬と鹿
宇多田ヒカル | 1999 First Love: Automatic; Movin' on without you; First Love | 2002 DEEP RIVER: SAKURAドロップス; traveling; 光
Ado | 2022 狂言: レディメイド; 踊; うっせぇわ | 2022 ウタの歌 ONE PIECE FILM RED: 新時代; 逆光
King Gnu | 2020 CEREMONY: どろん; Teenager Forever; 白日 | 2021 一途: 一途
Perfume | 2008 GAME: ポリリズム; チョコレイト・ディスコ; シークレットシークレット | 2011 JPN: レーザービーム; ねぇ
きのこ帝国 | 2014 フェイクワールドワンダーランド: 東京; クロノスタシス | 2015 猫とアレルギー: 猫とアレルギー; 怪獣の腕のなか
""",
    ),
    "mexico": (
        "MX",
        "America/Mexico_City",
        """
Natalia Lafourcade | 2015 Hasta la Raíz: Hasta la Raíz; Mi Lugar Favorito; Nunca Es Suficiente | 2022 De Todas las Flores: De Todas las Flores; Mi Manera de Querer
Maná | 1992 ¿Dónde Jugarán los Niños?: De Pies a Cabeza; Oye Mi Amor; Vivir Sin Aire; Cómo Te Deseo | 1990 Falta Amor: Rayando el Sol
Juan Gabriel | 1984 Recuerdos, Vol. II: Querida | 1990 En el Palacio de Bellas Artes: Amor Eterno; Hasta Que Te Conocí
Luis Miguel | 1988 Busca una Mujer: La Incondicional; Culpable o No | 1991 Romance: Inolvidable; La Puerta; No Sé Tú
Julieta Venegas | 2003 Sí: Andar Conmigo; Lento; Algo Está Cambiando | 2006 Limón y Sal: Limón y Sal; Me Voy; Eres para Mí
Zoé | 2008 Reptilectric: Reptilectric; Nada | 2011 MTV Unplugged/Música de Fondo: Soñé; Labios Rotos; Luna
Carín León | 2023 Colmillo de Leche: Primera Cita; Que Vuelvas; Indispensable
Selena | 1994 Amor Prohibido: Amor Prohibido; Bidi Bidi Bom Bom; No Me Queda Más; Techno Cumbia
""",
    ),
    "korea": (
        "KR",
        "Asia/Seoul",
        """
IU | 2017 Palette: 밤편지; 팔레트; 이런 엔딩 | 2021 LILAC: 라일락; Coin; Celebrity | 2010 Real: 좋은 날
BTS | 2017 Love Yourself 承 'Her': DNA; 고민보다 Go | 2020 BE: Life Goes On; Dynamite | 2019 PERSONA: 작은 것들을 위한 시 (Boy With Luv)
NewJeans | 2022 NewJeans 1st EP 'New Jeans': Attention; Hype Boy; Cookie | 2023 OMG: OMG; Ditto
HYUKOH | 2014 20: 위잉위잉 | 2015 22: 와리가리
잔나비 | 2019 전설: 주저하는 연인들을 위해; 투게더! | 2016 MONKEY HOTEL: 뜨거운 여름밤은 가고 남은 건 볼품없지만
BLACKPINK | 2020 THE ALBUM: How You Like That; Pretty Savage; Lovesick Girls | 2022 BORN PINK: Pink Venom; Shut Down
""",
    ),
    "arab_world": (
        "EG",
        "Africa/Cairo",
        """
Fairuz | 1970 Loulou: نسم علينا الهوى; سألوني الناس | 1987 كيفك إنت: كيفك إنت; عندي ثقة فيك
Oum Kalthoum | 1964 إنت عمري: إنت عمري | 1969 ألف ليلة وليلة: ألف ليلة وليلة | 1966 الأطلال: الأطلال
عبد الحليم حافظ | 1976 قارئة الفنجان: قارئة الفنجان | 1967 سواح: سواح; زي الهوا
Cairokee | 2014 السكة شمال: السكة شمال; غريب في بلاد غريبة | 2017 نقطة بيضا: نقطة بيضا; السكة
Nancy Ajram | 2003 Ya Salam: يا سلام | 2004 آه ونص: آه ونص; لون عيونك
""",
    ),
    "germany": (
        "DE",
        "Europe/Berlin",
        """
Die Ärzte | 1993 Die Bestie in Menschengestalt: Schrei nach Liebe; Mach die Augen zu | 1995 Planet Punk: Ein Song namens Schunder | 1998 13: Männer sind Schweine; Rebell
Wir sind Helden | 2003 Die Reklamation: Guten Tag; Denkmal; Müssen nur wollen; Aurélie
Tocotronic | 1995 Digital ist besser: Digital ist besser; Drüben auf dem Hügel | 2005 Pure Vernunft darf niemals siegen: Aber hier leben, nein danke
Peter Fox | 2008 Stadtaffe: Alles neu; Schwarz zu blau; Haus am See | 2023 Love Songs: Zukunft Pink; Weiße Fahnen
AnnenMayKantereit | 2016 Alles nix Konkretes: Pocahontas; Oft gefragt; Barfuß am Klavier
Nena | 1983 Nena: Nur geträumt; 99 Luftballons; Leuchtturm
Herbert Grönemeyer | 1984 Bochum: Bochum; Männer; Flugzeuge im Bauch | 2002 Mensch: Mensch; Der Weg
""",
    ),
}

_NASTY = (
    ("Women", "Public Strain", ("Eyesore", "Narrow with the Hall")),
    ("Death", "...For the Whole World to See", ("Politicians in My Eyes", "Keep On Knocking")),
    ("!!!", "Myth Takes", ("Heart of Hearts", "Must Be the Moon")),
    ("fun.", "Some Nights", ("We Are Young", "Some Nights", "Why Am I the One")),
    ("Yes", "90125", ("Owner of a Lonely Heart", "Hold On", "Changes")),
    ("The The", "Soul Mining", ("This Is the Day", "Uncertain Smile")),
    ("blink-182", "Enema of the State", ("All the Small Things", "What's My Age Again?", "Adam's Song")),
    ("50 Cent", "Get Rich Or Die Tryin'", ("In Da Club", "21 Questions")),
    ("The 1975", "The 1975", ("The 1975", "Chocolate", "Robbers", "Sex")),
    ("Twenty One Pilots", "Blurryface", ("Stressed Out", "Ride", "Tear in My Heart")),
    ("Third Eye Blind", "Third Eye Blind", ("Semi-Charmed Life", "Jumper")),
    ("R.E.M.", "Out of Time", ("Losing My Religion", "Shiny Happy People")),
    ("Nobody", "Nobody", ("Nobody", "Nothing", "Never", "Always")),
    ("May", "March", ("June", "April, 2019", "The First of May")),
    ("June", "Seventeen", ("Twice", "Half", "Most of All", "100 %")),
    ("1975", "2024", ("7:42", "14 November", "1,904")),
    ("You", "Them", ("Once", "Only", "Every Night")),
    (
        "<b>Bold & Beautiful</b>",
        "<script>alert(1)</script>",
        ("<img src=x onerror=alert(1)>", "Tom & Jerry &amp; Co"),
    ),
    ("&", "&&", ("& The & Of &", "&nbsp;", "100%s %d {artist}")),
    ("{artist}", "{n:times}", ("{plays?play|plays}", "{0}", "%(name)s")),
    ('Robert"); DROP TABLE', "'; --", ("\\", '"', "C:\\Windows\\system32", "/etc/passwd")),
    ("ראי של חורף", "בית מנייר", ("אל תתקשר עכשיו", "הקפה קר (feat. סבתא)")),
    (
        "قطار الشمال",
        "مقهى الليل",
        ("القهوة باردة", "mixed اتجاه text", "\u200f\u202bبعد منتصف الليل\u202c\u200f"),
    ),
    ("冬の灯台", "午前三時", ("雨宿り", "さよなら電話", "𠮷野家の前で")),
    ("👩‍👩‍👧‍👦 Family Plan", "🎧", ("👍🏽", "🇵🇹🇹🇷", "Z̴a̶l̷g̸o̵ t̶e̸x̵t̶")),
    ("Beyonde\u0301", "Decomposed", ("Cafe\u0301", "A\u030angstro\u0308m")),
    ("BEYOND\u00c9", "Composed", ("Caf\u00e9", "\u00c5ngstr\u00f6m")),
    ("STRASSE", "ß", ("GROSSE Straße",)),
    ("Straße", "ß", ("GROSSE Straße", "Maß")),
    ("Untitled", "Untitled", ("Untitled", "(Untitled)", "...", "-", "?")),
    ("Line\nBreak", "Tab\tStop", ("Zero\u200bWidth", "Soft\u00adHyphen", "NBSP\u00a0Here")),
    ("null", "undefined", ("NaN", "None", "true", "0", "-1")),
    (
        "The Honourable Society for the Preservation of Unnecessarily Long Ensemble Names and Affiliated Choirs",
        "Music for the Opening, the Long Middle and the Much Delayed Closing of a Provincial Swimming Pool, Vol. 2",
        (
            "I Would Have Written a Shorter Title but the Committee Met Twice and Agreed on Nothing Whatsoever",
            "W" * 120,
            "No Spaces" + "无" * 80,
        ),
    ),
)


# ------------------------------------------------------------------------------------------------ pools
def draws_of(kind: str, seed: int) -> Draws:
    """Random numbers of a kind and seed, so that one seed gives every kind other artists."""
    return Draws(zlib.crc32(kind.encode()) + seed)


def stars(draws: Draws, count: int) -> tuple[Artist, ...]:
    """Some well-known artists."""
    everyone = (
        catalogue(sample._LOYALIST_ARTISTS)
        + catalogue(sample._PARENT_ARTISTS)
        + catalogue(sample._NIGHT_ARTISTS)
    )
    return tuple(draws.shuffled(everyone)[:count])


def unknowns(
    draws: Draws, count: int, *tongues: Tongue, albums: tuple[int, int] = (1, 2)
) -> tuple[Artist, ...]:
    """Some invented artists, of these languages or of one chosen here."""
    chosen = tongues or (draws.pick(TONGUES), TONGUES[0])
    found = {
        artist.name: artist
        for tongue in chosen
        for artist in invent(tongue, count // len(chosen), draws, albums=albums)
    }
    return tuple(found.values())


def mixed_pool(draws: Draws, known: int, invented: int) -> tuple[Artist, ...]:
    """Well-known and invented artists, shuffled together."""
    return tuple(draws.shuffled((*stars(draws, known), *unknowns(draws, invented))))


def strangers_beside(pool: Iterable[Artist], draws: Draws, count: int) -> tuple[Artist, ...]:
    """Invented artists none of whom is in the pool."""
    taken = {artist.name for artist in pool}
    return tuple(artist for artist in unknowns(draws, count, albums=(1, 1)) if artist.name not in taken)


def versions(artist: Artist, *suffixes: str) -> Artist:
    """The same artist with every title of an album marked, for example `- 2011 Remaster`."""
    albums = tuple(
        Album(
            title=f"{album.title} {suffixes[place % len(suffixes)].strip('- ')}",
            songs=tuple(f"{song} {suffixes[place % len(suffixes)]}" for song in album.songs),
            year=album.year,
        )
        for place, album in enumerate(artist.albums)
    )
    return Artist(name=artist.name, albums=albums, weight=artist.weight, song_s=artist.song_s)


def _peak(*hours: int) -> tuple[float, ...]:
    """Weights of 24 hours with these ones high and their neighbours half high."""
    weights = [0.0] * 24
    for hour in hours:
        weights[hour] += 6.0
        weights[hour - 1] += 1.0
        weights[(hour + 1) % 24] += 2.0
    return tuple(weights)


def _first_song(artist: Artist) -> tuple[str, str]:
    return artist.name, artist.albums[0].songs[0]


def _ago(days: int) -> date:
    return LAST_DAY - timedelta(days=days)


# ------------------------------------------------------------------------------------------------ kinds
def loyalist(seed: int) -> list[Row]:
    draws = draws_of("loyalist", seed)
    pool = mixed_pool(draws, 25, 20)
    house = pool[0].name
    return simulate(
        SimulatedListener(
            artists=pool,
            strangers=strangers_beside(pool, draws, 60),
            stranger_ratios=(0.01,),
            since=_ago(draws.whole(1_200, 2_600)),
            timezone=draws.pick(("Europe/London", "America/New_York", "Australia/Sydney")),
            rows_per_day=draws.between(2.5, 4.0),
            concentration=1.5,
            drift=0.2,
            anchors=(house,),
            alarm_hour=draws.between(6.5, 9.0),
            skip_ratio=0.08,
            album_ratio=0.3,
            shuffle_ratio=0.1,
        ),
        seed,
    )


def explorer(seed: int) -> list[Row]:
    draws = draws_of("explorer", seed)
    tongues = draws.shuffled(TONGUES)[:4]
    pool = (*stars(draws, 20), *unknowns(draws, 200, *tongues))
    return simulate(
        SimulatedListener(
            artists=pool,
            strangers=strangers_beside(pool, draws, 700),
            stranger_ratios=(0.1, 0.12, 0.15),
            since=_ago(draws.whole(500, 1_000)),
            rows_per_day=draws.between(6, 9),
            concentration=0.35,
            core=15,
            fling_ratio=0.85,
            sticky_ratio=0.03,
            skip_ratio=0.2,
        ),
        seed,
    )


def grazer(seed: int) -> list[Row]:
    draws = draws_of("grazer", seed)
    pool = mixed_pool(draws, 60, 120)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(700, 1_400)),
            rows_per_day=draws.between(4, 6),
            concentration=0.08,
            song_concentration=0.05,
            core=len(pool),
            drift=0.1,
            fling_ratio=0.0,
            sticky_ratio=0.0,
            repeat_ratio=0.0,
            shuffle_ratio=0.3,
        ),
        seed,
    )


def obsessive(seed: int) -> list[Row]:
    draws = draws_of("obsessive", seed)
    pool = mixed_pool(draws, 20, 40)
    days = draws.whole(900, 1_500)
    targets = pool[30:36]
    return simulate(
        SimulatedListener(
            artists=tuple(
                Artist(name=artist.name, albums=artist.albums, weight=0.0) if artist in targets else artist
                for artist in pool
            ),
            since=_ago(days),
            rows_per_day=draws.between(4, 6),
            repeat_ratio=0.25,
            sticky_ratio=0.5,
            bursts=tuple(
                Burst(
                    artist=artist.name,
                    since=_ago(days - 130 - 90 * place),
                    weeks=draws.whole(5, 10),
                    share=0.7,
                )
                for place, artist in enumerate(targets)
            ),
            loops=tuple(
                Loop(
                    artist=artist.name,
                    title=artist.albums[0].songs[0],
                    day=_ago(days - 150 - 90 * place),
                    times=draws.whole(9, 24),
                    hour=draws.between(9, 19),
                    pause_s=draws.pick((1, 2, 600)),
                )
                for place, artist in enumerate(targets)
            ),
        ),
        seed,
    )


def night_worker(seed: int) -> list[Row]:
    draws = draws_of("night_worker", seed)
    pool = mixed_pool(draws, 30, 30)
    nights = _peak(0, 1, 2, 3, 23)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(600, 1_200)),
            timezone=draws.pick(("Europe/Berlin", "America/Chicago", "Asia/Manila")),
            rows_per_day=draws.between(5, 8),
            silent_ratio=0.25,
            weekday_hours=nights,
            weekend_hours=nights,
            sitting_rows=12,
            loops=(
                Loop(
                    artist=pool[0].name, title=pool[0].albums[0].songs[0], day=_ago(200), times=11, hour=1.5
                ),
            ),
        ),
        seed,
    )


def early_bird(seed: int) -> list[Row]:
    draws = draws_of("early_bird", seed)
    pool = mixed_pool(draws, 30, 15)
    mornings = _peak(5, 6, 7, 12, 16)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(900, 1_800)),
            timezone="Europe/Warsaw",
            country="PL",
            rows_per_day=draws.between(3, 5),
            weekday_hours=mornings,
            weekend_hours=_peak(8, 9, 11),
            alarm_hour=5.2,
            alarm_spread_min=4.0,
            silent_ratio=0.02,
            day_spread=0.3,
        ),
        seed,
    )


def skipper(seed: int) -> list[Row]:
    draws = draws_of("skipper", seed)
    pool = mixed_pool(draws, 40, 60)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(500, 900)),
            rows_per_day=draws.between(8, 12),
            skip_ratio=0.68,
            skip_s=draws.between(1.5, 6),
            shuffle_ratio=0.8,
            refused=(_first_song(pool[2]), _first_song(pool[7]), _first_song(pool[11])),
            refused_ratio=0.03,
        ),
        seed,
    )


def album_sitter(seed: int) -> list[Row]:
    draws = draws_of("album_sitter", seed)
    pool = (*stars(draws, 35), *unknowns(draws, 40, albums=(2, 4)))
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(700, 1_500)),
            rows_per_day=draws.between(2.5, 4),
            album_ratio=0.95,
            shuffle_ratio=0.02,
            skip_ratio=0.02,
            sitting_rows=9,
        ),
        seed,
    )


def shuffler(seed: int) -> list[Row]:
    draws = draws_of("shuffler", seed)
    pool = mixed_pool(draws, 60, 40)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(500, 1_100)),
            rows_per_day=draws.between(5, 9),
            shuffle_ratio=0.98,
            album_ratio=0.0,
            skip_ratio=0.3,
            weekday_factors=(1.0, 1.0, 1.0, 2.6, 1.0, 0.7, 0.4),
        ),
        seed,
    )


def _childrens(song_s: tuple[int, int] = (80, 160)) -> tuple[Artist, ...]:
    return tuple(
        Artist(name=artist.name, albums=artist.albums, weight=0.0, song_s=song_s)
        for artist in catalogue(sample._CHILDRENS_ARTISTS)
    )


def parent(seed: int) -> list[Row]:
    draws = draws_of("parent", seed)
    pool = (*stars(draws, 30), *unknowns(draws, 15), *_childrens())
    born = _ago(draws.whole(500, 900))
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(1_300, 1_900)),
            rows_per_day=draws.between(2, 3),
            year_factors=(1.3, 1.2, 0.7),
            habits=(
                Habit(artist="Raffi", hours=(6.5, 17.5), chance=0.4, rows=(1, 5), since=born),
                Habit(
                    artist="Pinkfong",
                    hours=(7.2, 18.1),
                    chance=0.5,
                    rows=(1, 8),
                    since=born + timedelta(days=120),
                ),
            ),
            loops=(Loop(artist="Pinkfong", title="Baby Shark", day=_ago(200), times=19, hour=15.0),),
        ),
        seed,
    )


def rain_sleeper(seed: int) -> list[Row]:
    draws = draws_of("rain_sleeper", seed)
    rain = one_song_artist(
        "Rain Sounds", "Rain on Window", "Heavy Rain", "Rain and Distant Thunder", song_s=(120, 240)
    )
    noise = one_song_artist(
        "White Noise Baby Sleep", "White Noise", "Brown Noise", "Pink Noise", song_s=(90, 150)
    )
    pool = (*mixed_pool(draws, 20, 20), rain, noise)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(500, 900)),
            rows_per_day=draws.between(2, 4),
            habits=(
                Habit(artist=rain.name, hours=(22.6, 23.1, 23.8), chance=0.5, rows=(3, 16)),
                Habit(artist=noise.name, hours=(13.2, 3.0), chance=0.1, rows=(2, 8)),
            ),
        ),
        seed,
    )


def nostalgic(seed: int) -> list[Row]:
    draws = draws_of("nostalgic", seed)
    old = [
        artist
        for artist in (*catalogue(sample._LOYALIST_ARTISTS), *catalogue(sample._NIGHT_ARTISTS))
        if min(album.year for album in artist.albums) < 1990
    ]
    marked = [
        versions(artist, "- 2011 Remaster", "- Remastered 2009", "- Live") for artist in draws.shuffled(old)
    ]
    return simulate(
        SimulatedListener(
            artists=(*marked, *stars(draws, 0)),
            since=_ago(draws.whole(1_000, 1_800)),
            rows_per_day=draws.between(2.5, 4),
            core=len(marked),
            drift=0.3,
            album_ratio=0.4,
            anchors=(marked[0].name,),
        ),
        seed,
    )


def versions_fan(seed: int) -> list[Row]:
    draws = draws_of("versions_fan", seed)
    base = mixed_pool(draws, 25, 40)
    suffixes = (
        "- Sped Up",
        "- Live at the Pavilion",
        "(Slowed + Reverb)",
        "- Nightcore",
        "(feat. Odalys Wexcombe)",
    )
    pool = tuple(
        versions(artist, suffixes[place % 5]) if place % 2 else artist for place, artist in enumerate(base)
    )
    return simulate(
        SimulatedListener(
            artists=pool, since=_ago(700), rows_per_day=6.0, skip_ratio=0.35, second_uri_ratio=0.4
        ),
        seed,
    )


def regional(country: str) -> Callable[[int], list[Row]]:
    """A fan of the stars of one country, who also plays what nobody else does."""

    def fan(seed: int) -> list[Row]:
        draws = draws_of(country, seed)
        code, zone, text = REGIONS[country]
        pool = (*draws.shuffled(catalogue(text)), *unknowns(draws, 40), *stars(draws, 6))
        return simulate(
            SimulatedListener(
                artists=pool,
                strangers=strangers_beside(pool, draws, 80),
                stranger_ratios=(0.02,),
                since=_ago(draws.whole(600, 1_400)),
                timezone=zone,
                country=code,
                rows_per_day=draws.between(3, 6),
                core=12,
                drift=0.9,
                bursts=(Burst(artist=pool[3].name, since=_ago(400), weeks=8, share=0.5),),
            ),
            seed,
        )

    fan.__name__ = f"regional_{country}"
    return fan


def unlisted(seed: int) -> list[Row]:
    draws = draws_of("unlisted", seed)
    pool = tuple(draws.shuffled(unknowns(draws, 170, *TONGUES)))
    return simulate(
        SimulatedListener(
            artists=pool,
            strangers=strangers_beside(pool, draws, 200),
            stranger_ratios=(0.04,),
            since=_ago(draws.whole(400, 900)),
            rows_per_day=draws.between(6, 9),
            concentration=0.6,
            skip_ratio=0.3,
        ),
        seed,
    )


def short_record(seed: int) -> list[Row]:
    draws = draws_of("short_record", seed)
    rows = simulate(
        SimulatedListener(
            artists=mixed_pool(draws, 12, 8), since=_ago(60), rows_per_day=6.0, skip_ratio=0.1, core=12
        ),
        seed,
    )
    plays = 0
    for place, row in enumerate(rows):
        plays += int(str(row["ms_played"])) >= 30_000
        if plays == 120:
            return rows[: place + 1]
    raise AssertionError("the life was too short")


def returning(seed: int) -> list[Row]:
    draws = draws_of("returning", seed)
    pool = mixed_pool(draws, 30, 30)
    back = _ago(draws.whole(60, 200))
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(1_700, 2_400)),
            rows_per_day=draws.between(2, 3.5),
            absences=tuple(
                Absence(artist=artist.name, since=back - timedelta(days=draws.whole(500, 1_200)), until=back)
                for artist in pool[:4]
            ),
            bursts=(Burst(artist=pool[1].name, since=back, weeks=6, share=0.5),),
        ),
        seed,
    )


def missing_months(seed: int) -> list[Row]:
    draws = draws_of("missing_months", seed)
    return simulate(
        SimulatedListener(
            artists=mixed_pool(draws, 30, 30),
            since=date(2020, 1, 12),
            rows_per_day=draws.between(2.5, 4),
            missing_months=(("2020-07", "2021-08"), ("2023-11", "2023-11"), ("2025-02", "2025-06")),
        ),
        seed,
    )


def private_sessions(seed: int) -> list[Row]:
    draws = draws_of("private_sessions", seed)
    secret = one_song_artist("Perpetua Fennimore", "Office Karaoke", "Once More with Choir", "Key Change")
    pool = (*mixed_pool(draws, 30, 20), secret)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(900),
            rows_per_day=draws.between(3, 5),
            private_ratio=0.08,
            habits=(Habit(artist=secret.name, hours=(23.2,), chance=0.3, rows=(2, 6), private=True),),
        ),
        seed,
    )


def children_and_christmas(seed: int) -> list[Row]:
    draws = draws_of("children_and_christmas", seed)
    carols = (
        Artist(
            name="Mariah Carey",
            albums=(
                Album(title="Merry Christmas", songs=("All I Want for Christmas Is You", "O Holy Night")),
            ),
            weight=0.0,
        ),
        *(artist for artist in catalogue(sample._LOYALIST_ARTISTS) if artist.name == "Wham!"),
    )
    others = tuple(artist for artist in stars(draws, 25) if artist.name != "Wham!")
    summer = _ago(480)
    return simulate(
        SimulatedListener(
            artists=(*others, *unknowns(draws, 15), *carols, *_childrens()),
            since=_ago(1_500),
            rows_per_day=draws.between(2, 3),
            habits=(
                Habit(artist="Mariah Carey", hours=(9, 16, 19), chance=0.6, rows=(1, 4), months=(11, 12)),
                Habit(
                    artist="Mariah Carey", hours=(11,), chance=1.0, rows=(2, 2), since=summer, until=summer
                ),
                Habit(artist="Super Simple Songs", hours=(6.9, 18), chance=0.4, rows=(2, 6), since=_ago(800)),
            ),
        ),
        seed,
    )


def nasty_names(seed: int) -> list[Row]:
    draws = draws_of("nasty_names", seed)
    nasty = tuple(
        Artist(name=name, albums=(Album(title=album, songs=songs),)) for name, album, songs in _NASTY
    )
    pool = tuple(draws.shuffled(nasty))
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(600, 1_100)),
            rows_per_day=draws.between(4, 6),
            core=len(pool),
            concentration=0.6,
            drift=1.0,
            bursts=(Burst(artist=pool[5].name, since=_ago(500), weeks=8, share=0.6),),
            loops=(
                Loop(
                    artist=pool[2].name, title=pool[2].albums[0].songs[0], day=_ago(90), times=12, hour=14.0
                ),
            ),
            refused=(_first_song(pool[8]),),
            refused_ratio=0.02,
            absences=(Absence(artist=pool[1].name, since=_ago(420)),),
        ),
        seed,
    )


def podcast_fan(seed: int) -> list[Row]:
    draws = draws_of("podcast_fan", seed)
    return simulate(
        SimulatedListener(
            artists=mixed_pool(draws, 20, 10),
            since=_ago(800),
            rows_per_day=3.0,
            shows=(
                ("The Long Nap", ("One", "Two", "Three")),
                ("Radio Balcony", ("Pilot", "Rain, explained")),
            ),
            podcasts_per_week=9.0,
            audiobooks=(("The Harbour Almanac", ("Chapter 1", "Chapter 2", "Chapter 3")),),
            audiobooks_per_week=3.0,
        ),
        seed,
    )


def flawed(seed: int) -> list[Row]:
    """Everything that real files have wrong with them, at once."""
    draws = draws_of("flawed", seed)
    return simulate(
        SimulatedListener(
            artists=mixed_pool(draws, 30, 40),
            since=date(2019, 3, 3),
            rows_per_day=2.5,
            shows=(("Radio Balcony", ("Pilot", "Rain, explained")),),
            podcasts_per_week=1.0,
            missing_months=(("2022-03", "2022-04"),),
            no_metadata_ratio=0.06,
            duplicate_ratio=0.05,
            second_uri_ratio=0.4,
            skipped_null_ratio=0.15,
            private_ratio=0.02,
        ),
        seed,
    )


def daily_streak(seed: int) -> list[Row]:
    """Never a day without, at the same minute, with a reign in every year."""
    draws = draws_of("daily_streak", seed)
    pool = mixed_pool(draws, 25, 15)
    return simulate(
        SimulatedListener(
            artists=pool,
            since=date(2022, 1, 1),
            rows_per_day=4.0,
            day_spread=0.2,
            silent_ratio=0.0,
            alarm_hour=draws.between(6, 8),
            alarm_spread_min=3.0,
            bursts=tuple(
                Burst(artist=pool[place].name, since=date(2022 + place, 1, 2), weeks=50, share=0.4)
                for place in range(5)
            ),
        ),
        seed,
    )


KINDS: dict[str, Callable[[int], list[Row]]] = {
    "loyalist": loyalist,
    "explorer": explorer,
    "grazer": grazer,
    "obsessive": obsessive,
    "night_worker": night_worker,
    "early_bird": early_bird,
    "skipper": skipper,
    "album_sitter": album_sitter,
    "shuffler": shuffler,
    "parent": parent,
    "rain_sleeper": rain_sleeper,
    "nostalgic": nostalgic,
    "versions_fan": versions_fan,
    **{f"regional_{country}": regional(country) for country in REGIONS},
    "unlisted": unlisted,
    "short_record": short_record,
    "returning": returning,
    "missing_months": missing_months,
    "private_sessions": private_sessions,
    "children_and_christmas": children_and_christmas,
    "nasty_names": nasty_names,
    "podcast_fan": podcast_fan,
    "flawed": flawed,
    "daily_streak": daily_streak,
}


def long_life(seed: int, rows_per_day: float = 19.0) -> list[Row]:
    """About 60,000 rows in nine years, for measurements."""
    draws = draws_of("long_life", seed)
    pool = mixed_pool(draws, 80, 400)
    return simulate(
        SimulatedListener(
            artists=pool,
            strangers=strangers_beside(pool, draws, 700),
            stranger_ratios=(0.02,),
            since=_ago(3_285),
            rows_per_day=rows_per_day,
        ),
        seed,
    )


def moved_on(seed: int) -> list[Row]:
    """A life of which the last year knows little: most of the old favourites are gone, and somebody new leads."""
    draws = draws_of("moved_on", seed)
    pool = mixed_pool(draws, 30, 30)
    left = _ago(draws.whole(420, 600))
    return simulate(
        SimulatedListener(
            artists=pool,
            since=_ago(draws.whole(1_900, 2_600)),
            rows_per_day=draws.between(3, 5),
            core=40,
            absences=tuple(
                Absence(artist=artist.name, since=left)
                for artist in (*pool[:4], *pool[5:40:2], *pool[6:30:4])
            ),
            bursts=(Burst(artist=pool[45].name, since=_ago(330), weeks=26, share=0.35),),
        ),
        seed,
    )


# ------------------------------------------------------------------------------------------------ vintages
VINTAGES = (
    "extended_2026",
    "extended_2024",
    "extended_2021",
    "extended_2020",
    "account",
    "account_legacy",
    "both",
)
"""`both` is an extended history of 2026 and account data of the last year side by side."""

_AUDIOBOOK_KEYS = tuple(key for key in EXTENDED_KEYS if key.startswith("audiobook"))
KEYS_2024 = tuple(key for key in EXTENDED_KEYS if key not in _AUDIOBOOK_KEYS)
KEYS_2021 = (
    "ts",
    "username",
    "platform",
    "ms_played",
    "conn_country",
    "ip_addr_decrypted",
    "user_agent_decrypted",
    "master_metadata_track_name",
    "master_metadata_album_artist_name",
    "master_metadata_album_album_name",
    "spotify_track_uri",
    "episode_name",
    "episode_show_name",
    "spotify_episode_uri",
    "reason_start",
    "reason_end",
    "shuffle",
    "skipped",
    "offline",
    "offline_timestamp",
    "incognito_mode",
)
KEYS_2020 = (
    "ts",
    "username",
    "platform",
    "ms_played",
    "conn_country",
    "ip_addr_decrypted",
    "user_agent_decrypted",
    "city",
    "region",
    "metro_code",
    "longitude",
    "latitude",
    "master_metadata_track_name",
    "master_metadata_album_artist_name",
    "master_metadata_album_album_name",
    "episode_name",
    "episode_show_name",
    "reason_start",
    "reason_end",
    "shuffle",
    "skipped",
    "offline",
    "offline_timestamp",
    "incognito_mode",
)
VINTAGE_KEYS = {
    "extended_2026": EXTENDED_KEYS,
    "extended_2024": KEYS_2024,
    "extended_2021": KEYS_2021,
    "extended_2020": KEYS_2020,
}
_ENDSONG_VINTAGES = frozenset({"extended_2020", "extended_2021"})
_PERSONAL: dict[str, str] = {
    "username": CANARY_USERNAME,
    "ip_addr": CANARY_IP,
    "ip_addr_decrypted": CANARY_IP,
    "user_agent_decrypted": CANARY_USER_AGENT,
    "city": CANARY_CITY,
    "region": CANARY_REGION,
    "metro_code": CANARY_METRO_CODE,
    "longitude": CANARY_LONGITUDE,
    "latitude": CANARY_LATITUDE,
}

_DECOYS: dict[str, Any] = {
    "Payments.json": {"payment_method": CANARY_CARD, "country": "GB"},
    "Inferences.json": {"inferences": [CANARY_INFERENCE, "demographic_unknown"]},
    "Userdata.json": {"username": CANARY_USERNAME, "email": CANARY_EMAIL, "birthdate": "1990-01-01"},
    "SearchQueries.json": [
        {"platform": "IPHONE", "searchTime": "2026-01-01T00:00:00Z[UTC]", "searchQuery": CANARY_SEARCH}
    ],
    "Follow.json": {"userIsFollowing": [], "userIsFollowedBy": [CANARY_USERNAME], "userIsBlocking": []},
    "Playlist1.json": {"playlists": [{"name": CANARY_SEARCH, "items": []}]},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An export on disk and the raw rows it holds."""

    path: Path
    files: dict[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """All rows of all files."""
        return [row for rows in self.files.values() for row in rows]

    def recount(self) -> "Recount":
        """Count what is in the files."""
        return recount(*self.files.values())


def in_vintage(rows: Iterable[Row], vintage: str) -> list[Row]:
    """Return rows as an extended history of that vintage spells them, canaries in the personal fields."""
    keys = VINTAGE_KEYS[vintage]
    return [{key: _PERSONAL.get(key, row.get(key)) for key in keys} for row in rows]


def as_account(rows: Iterable[Row], *, legacy: bool = False) -> dict[str, list[Row]]:
    """Return the last year of rows as the account data has them, by file name."""
    last_year = [row for row in rows if str(row["ts"]) >= f"{_ago(364)}"]
    music: list[Row] = []
    podcasts: list[Row] = []
    audiobooks: list[Row] = []
    for row in last_year:
        head: Row = {"endTime": f"{str(row['ts'])[:10]} {str(row['ts'])[11:16]}"}
        tail: Row = {"msPlayed": row["ms_played"]}
        if row["master_metadata_track_name"]:
            artist, title = row["master_metadata_album_artist_name"], row["master_metadata_track_name"]
            music.append({**head, "artistName": artist, "trackName": title, **tail})
        elif row["episode_name"]:
            show, episode = row["episode_show_name"], row["episode_name"]
            podcasts.append({**head, "podcastName": show, "episodeName": episode, **tail})
        elif row["audiobook_title"]:
            book, chapter = row["audiobook_title"], row["audiobook_chapter_title"]
            audiobooks.append(
                {
                    **head,
                    "audiobookName": book,
                    "chapterName": chapter,
                    "authorName": "Lorne Marchmondt",
                    **tail,
                }
            )
    stem = "StreamingHistory" if legacy else "StreamingHistory_music_"
    size = 10_000
    files = {
        f"{stem}{start // size}.json": music[start : start + size]
        for start in range(0, max(len(music), 1), size)
    }
    if podcasts and not legacy:
        files["StreamingHistory_podcast_0.json"] = podcasts
    if audiobooks and not legacy:
        files["StreamingHistory_audiobook_0.json"] = audiobooks
    return files


def write_export(
    rows: Sequence[Row],
    folder: Path,
    vintage: str = "extended_2026",
    *,
    zipped: bool = False,
    rows_per_file: int = 5_000,
    duplicates: int = 0,
    podcasts: int = 0,
    nameless: int = 0,
    bom: bool = False,
    disorder: bool = False,
    decoys: bool = True,
    indent: int | None = None,
) -> Written:
    """Write rows as an export and return where, with the rows as they were written.

    Args:
        rows: Rows of `KINDS`, with the 23 keys of 2025 and later.
        folder: Where to; made if it does not exist.
        vintage: One of `VINTAGES`.
        zipped: One `my_spotify_data.zip` instead of folders.
        rows_per_file: Rows of a file of the extended history.
        duplicates: Rows to be repeated at the end.
        podcasts: Podcast rows to be added.
        nameless: Rows without metadata to be added.
        bom: Whether files begin with a byte order mark.
        disorder: Whether the rows of the extended history are shuffled.
        decoys: Whether the other files of the account data lie beside it.
        indent: Spaces of indentation; Spotify writes 2, and none is quicker.
    """
    rows = [*rows, *_podcast_rows(rows, podcasts), *_nameless_rows(rows, nameless), *rows[:duplicates]]
    if disorder:
        rows = Draws(len(rows)).shuffled(rows)
    documents: dict[str, Any] = {}
    files: dict[str, Sequence[Row]] = {}
    if vintage in {"account", "account_legacy", "both"}:
        for name, part in as_account(rows, legacy=vintage == "account_legacy").items():
            files[name] = part
            documents[f"Spotify Account Data/{name}"] = part
    if vintage not in {"account", "account_legacy"}:
        spelled = "extended_2026" if vintage == "both" else vintage
        extended = in_vintage(rows, spelled)
        place = "MyData" if vintage in _ENDSONG_VINTAGES else "Spotify Extended Streaming History"
        for name, rows_of_file in _extended_files(extended, spelled, rows_per_file).items():
            files[name] = rows_of_file
            documents[f"{place}/{name}"] = rows_of_file
    if decoys:
        documents |= {f"Spotify Account Data/{name}": document for name, document in _DECOYS.items()}
    path = _write(documents, folder, zipped=zipped, bom=bom, indent=indent)
    return Written(path=path, files=files)


def _write(documents: dict[str, Any], folder: Path, *, zipped: bool, bom: bool, indent: int | None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    encoded = {
        name: (b"\xef\xbb\xbf" if bom else b"")
        + json.dumps(document, ensure_ascii=False, indent=indent).encode()
        for name, document in documents.items()
    }
    if zipped:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in encoded.items():
                archive.writestr(name, content)
        path = folder / "my_spotify_data.zip"
        path.write_bytes(buffer.getvalue())
        return path
    for name, content in encoded.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _extended_files(rows: Sequence[Row], vintage: str, rows_per_file: int) -> dict[str, Sequence[Row]]:
    files: dict[str, Sequence[Row]] = {}
    for number, start in enumerate(range(0, len(rows), rows_per_file)):
        part = rows[start : start + rows_per_file]
        years = sorted({str(row["ts"])[:4] for row in part})
        span = years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"
        old = vintage in _ENDSONG_VINTAGES
        files[f"endsong_{number}.json" if old else f"Streaming_History_Audio_{span}_{number}.json"] = part
    return files


def _podcast_rows(rows: Sequence[Row], count: int) -> Iterator[Row]:
    for row in rows[:count]:
        yield {
            **dict.fromkeys(EXTENDED_KEYS),
            "ts": row["ts"],
            "ms_played": 1_200_000,
            "episode_name": "Rain, explained",
            "episode_show_name": "Radio Balcony",
            "spotify_episode_uri": "spotify:episode:0000000000000000000001",
        }


def _nameless_rows(rows: Sequence[Row], count: int) -> Iterator[Row]:
    for row in rows[:count]:
        yield {
            **dict.fromkeys(EXTENDED_KEYS),
            "ts": row["ts"],
            "ms_played": 61_000,
            "reason_end": "trackdone",
        }


# ------------------------------------------------------------------------------------------------ recount
REASONS = ("malformed", "podcast", "audiobook", "no_metadata", "duplicate", "superseded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What an export holds, by the counting rules; artists and tracks are distinct over plays."""

    rows_total: int
    rows_used: int
    plays: int
    played_ms: int
    artists: int
    tracks: int
    set_aside: dict[str, int]
    artist_plays: dict[str, int]

    def top_artists(self, count: int) -> list[tuple[str, int]]:
        """The most played artists, folded, and their plays; equals in the order of the alphabet."""
        return sorted(self.artist_plays.items(), key=lambda item: (-item[1], item[0]))[:count]


def fold(text: str) -> str:
    """The form in which names are compared."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def recount(*files: Sequence[Row], now: datetime = NOW) -> Recount:
    """Count the raw rows of some files of extended history and account data with nothing but loops."""
    listed = [row for rows in files for row in rows]
    set_aside = dict.fromkeys(REASONS, 0)
    # Extended rows first: of a pair, the richer one is kept.
    music: list[tuple[bool, str, int, str, str, str]] = []
    spans = [span for rows in files if (span := _span(rows, now))]
    for row in sorted(listed, key=lambda row: "ts" not in row):
        reason, reading = _read(row, now)
        if reason:
            set_aside[reason] += 1
        if reading:
            music.append(reading)
    used: list[tuple[bool, str, int, str, str, str]] = []
    seen: set[tuple[str, int, str, str]] = set()
    for extended, moment, played_ms, artist, title, uri in music:
        keys = {(moment, played_ms, fold(artist), fold(title))}
        if uri:
            keys.add((moment, played_ms, "uri", uri))
        if keys & seen:
            set_aside["duplicate"] += 1
        elif not extended and any(first[:16] <= moment[:16] and moment <= last for first, last in spans):
            set_aside["superseded"] += 1
        else:
            used.append((extended, moment, played_ms, artist, title, uri))
        seen |= keys
    artist_plays: Counter[str] = Counter()
    tracks: set[tuple[str, ...]] = set()
    for _, _, played_ms, artist, title, uri in used:
        if played_ms >= 30_000:
            artist_plays[fold(artist)] += 1
            tracks.add((uri,) if uri else (fold(artist), fold(title)))
    return Recount(
        rows_total=len(listed),
        rows_used=len(used),
        plays=sum(artist_plays.values()),
        played_ms=sum(reading[2] for reading in used),
        artists=len(artist_plays),
        tracks=len(tracks),
        set_aside=set_aside,
        artist_plays=dict(artist_plays),
    )


def _span(rows: Sequence[Row], now: datetime) -> tuple[str, str] | None:
    """Return the end of the first and of the last sound row of a file of extended history."""
    moments = [
        str(row["ts"]).removesuffix("Z") for row in rows if "ts" in row and _read(row, now)[0] != "malformed"
    ]
    return (min(moments), max(moments)) if moments else None


def _read(row: Row, now: datetime) -> tuple[str, tuple[bool, str, int, str, str, str] | None]:
    """Return why a row is set aside, or its reading."""
    extended = "ts" in row
    moment = row["ts"] if extended else row.get("endTime")
    played_ms = row.get("ms_played" if extended else "msPlayed")
    artist = row.get("master_metadata_album_artist_name" if extended else "artistName")
    title = row.get("master_metadata_track_name" if extended else "trackName")
    uri = row.get("spotify_track_uri") if extended else None
    is_whole = isinstance(played_ms, int) and not isinstance(played_ms, bool)
    if (
        not isinstance(moment, str)
        or not isinstance(played_ms, int)
        or not is_whole
        or not 0 <= played_ms <= 86_400_000
    ):
        return "malformed", None
    moment = moment.replace(" ", "T").removesuffix("Z")
    moment = moment if extended else f"{moment}:00"
    latest = (now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S")
    if not "2006-01-01T00:00:00" <= moment <= latest:
        return "malformed", None
    if isinstance(artist, str) and artist.strip() and isinstance(title, str) and title.strip():
        return "", (extended, moment, played_ms, artist, title, str(uri) if uri else "")
    if (
        row.get("episode_name")
        or row.get("episode_show_name")
        or row.get("podcastName")
        or row.get("episodeName")
    ):
        return "podcast", None
    if row.get("audiobook_title") or row.get("audiobookName") or row.get("chapterName"):
        return "audiobook", None
    return "no_metadata", None


# ------------------------------------------------------------------------------------------------ all of them
def every_listener(seeds: Iterable[int]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield (kind, vintage, rows) for each kind and seed; the vintages take turns."""
    turn = 0
    for seed in seeds:
        for kind, live in KINDS.items():
            yield kind, VINTAGES[turn % len(VINTAGES)], live(seed * 1_009 + turn)
            turn += 1
