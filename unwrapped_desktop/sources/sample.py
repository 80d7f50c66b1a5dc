"""The sample listeners: made-up histories, generated when asked for, and labelled as such.

Two of them play well-known artists, whose names and titles are facts; nobody has ever played them like this. The other
names are invented, by putting words of one language together.
"""

# The look-alike letters that ruff warns of belong to the languages of the names.
# ruff: noqa: RUF001

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import msgspec

from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.sources.decoding.columns import TimeWindow
from unwrapped_desktop.sources.importing import read_files
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import Findings, FoundFile
from unwrapped_desktop.sources.reporting import ReadingReporter
from unwrapped_desktop.sources.samples import LOCATION_PREFIX, SAMPLES, Sample
from unwrapped_desktop.sources.simulate import (
    LAST_DAY,
    Absence,
    Album,
    Artist,
    Burst,
    Draws,
    Habit,
    Loop,
    SimulatedListener,
    export_files,
    simulate,
)

# Not the clock's: a sample is the same on a computer that thinks it is 2020.
_WINDOW = TimeWindow(
    earliest_s=int(datetime(2006, 1, 1, tzinfo=UTC).timestamp()),
    latest_s=int(
        (datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, tzinfo=UTC) + timedelta(days=3)).timestamp()
    ),
)


def catalogue(text: str) -> tuple[Artist, ...]:
    """Read artists, one a line: `Name | 1999 Album: song; song | 2003 Album: song`."""
    return tuple(_artist(line) for line in text.strip().splitlines())


def _artist(line: str) -> Artist:
    name, *albums = line.split(" | ")
    return Artist(name=name.strip(), albums=tuple(_album(album.strip()) for album in albums))


def _album(text: str) -> Album:
    head, _, songs = text.partition(": ")
    year, _, title = head.partition(" ")
    return Album(title=title, songs=tuple(song.strip() for song in songs.split("; ")), year=int(year))


_LOYALIST_ARTISTS = """
ABBA | 1974 Waterloo: Waterloo; Honey, Honey; Hasta Mañana; Sitting in the Palmtree; King Kong Song | 1975 ABBA: Mamma Mia; SOS; I Do, I Do, I Do, I Do, I Do; Hey, Hey Helen; Tropical Loveland; Bang-A-Boomerang; So Long | 1976 Arrival: When I Kissed the Teacher; Dancing Queen; My Love, My Life; Dum Dum Diddle; Knowing Me, Knowing You; Money, Money, Money; That's Me; Why Did It Have to Be Me; Tiger; Arrival | 1977 The Album: Eagle; Take a Chance on Me; One Man, One Woman; The Name of the Game; Move On; Hole in Your Soul; Thank You for the Music; I'm a Marionette | 1979 Voulez-Vous: As Good as New; Voulez-Vous; I Have a Dream; Angeleyes; The King Has Lost His Crown; Does Your Mother Know; If It Wasn't for the Nights; Chiquitita; Lovers (Live a Little Longer); Kisses of Fire | 1980 Super Trouper: Super Trouper; The Winner Takes It All; On and On and On; Andante, Andante; Me and I; Happy New Year; Our Last Summer; The Piper; Lay All Your Love on Me; The Way Old Friends Do | 1981 The Visitors: The Visitors; Head over Heels; When All Is Said and Done; Soldiers; I Let the Music Speak; One of Us; Two for the Price of One; Slipping Through My Fingers; Like an Angel Passing Through My Room | 2021 Voyage: I Still Have Faith in You; When You Danced with Me; Little Things; Don't Shut Me Down; Just a Notion; I Can Be That Woman; Keep an Eye on Dan; Bumblebee; No Doubt About It; Ode to Freedom
Taylor Swift | 2014 1989: Welcome to New York; Blank Space; Style; Shake It Off; Wildest Dreams; Clean | 2017 reputation: Delicate; Getaway Car; Call It What You Want | 2019 Lover: Cruel Summer; Lover; The Archer; Paper Rings | 2020 folklore: the 1; cardigan; exile (feat. Bon Iver); august; betty | 2022 Midnights: Lavender Haze; Anti-Hero; Karma; Bejeweled
Adele | 2008 19: Chasing Pavements; Hometown Glory | 2011 21: Rolling in the Deep; Rumour Has It; Set Fire to the Rain; Someone Like You | 2015 25: Hello; Send My Love (To Your New Lover); When We Were Young | 2021 30: Easy On Me; Oh My God; I Drink Wine
Fleetwood Mac | 1975 Fleetwood Mac: Rhiannon; Landslide; Say You Love Me | 1977 Rumours: Second Hand News; Dreams; Never Going Back Again; Don't Stop; Go Your Own Way; Songbird; The Chain; You Make Loving Fun; Gold Dust Woman | 1987 Tango in the Night: Big Love; Everywhere; Little Lies
Queen | 1975 A Night at the Opera: You're My Best Friend; Love of My Life; Bohemian Rhapsody | 1977 News of the World: We Will Rock You; We Are the Champions | 1978 Jazz: Bicycle Race; Don't Stop Me Now | 1984 The Works: Radio Ga Ga; I Want to Break Free
Coldplay | 2000 Parachutes: Shiver; Yellow; Trouble | 2002 A Rush of Blood to the Head: In My Place; The Scientist; Clocks | 2005 X&Y: Fix You; Speed of Sound | 2008 Viva la Vida or Death and All His Friends: Viva la Vida; Lovers in Japan | 2021 Music Of The Spheres: Higher Power; My Universe
Elton John | 1970 Elton John: Your Song | 1971 Madman Across the Water: Tiny Dancer; Levon | 1972 Honky Château: Rocket Man | 1973 Goodbye Yellow Brick Road: Bennie and the Jets; Candle in the Wind; Goodbye Yellow Brick Road | 1983 Too Low for Zero: I'm Still Standing
Robyn | 2005 Robyn: Be Mine!; With Every Heartbeat | 2010 Body Talk: Dancing On My Own; Indestructible; Call Your Girlfriend; Hang with Me | 2018 Honey: Missing U; Honey; Ever Again
Dua Lipa | 2017 Dua Lipa: New Rules; IDGAF; Be the One | 2020 Future Nostalgia: Future Nostalgia; Don't Start Now; Physical; Levitating; Hallucinate | 2024 Radical Optimism: Houdini; Training Season; Illusion
Kylie Minogue | 2001 Fever: More More More; Love at First Sight; Can't Get You Out of My Head; In Your Eyes | 2010 Aphrodite: All the Lovers; Get Outta My Way | 2020 DISCO: Magic; Say Something | 2023 Tension: Padam Padam; Tension
Ed Sheeran | 2014 x: Sing; Don't; Thinking out Loud; Photograph | 2017 ÷: Castle on the Hill; Shape of You; Perfect; Galway Girl | 2021 =: Bad Habits; Shivers
Beyoncé | 2003 Dangerously in Love: Crazy In Love; Baby Boy | 2008 I Am... Sasha Fierce: If I Were a Boy; Halo; Single Ladies (Put a Ring on It) | 2016 Lemonade: Hold Up; Sorry; Formation | 2022 RENAISSANCE: CUFF IT; BREAK MY SOUL; VIRGO'S GROOVE
Harry Styles | 2017 Harry Styles: Sign of the Times; Kiwi | 2019 Fine Line: Golden; Watermelon Sugar; Adore You; Lights Up | 2022 Harry's House: As It Was; Late Night Talking; Matilda
Billie Eilish | 2019 WHEN WE ALL FALL ASLEEP, WHERE DO WE GO?: bad guy; when the party's over; bury a friend | 2021 Happier Than Ever: Happier Than Ever; my future | 2024 HIT ME HARD AND SOFT: BIRDS OF A FEATHER; LUNCH; WILDFLOWER
Roxette | 1988 Look Sharp!: The Look; Dressed for Success; Listen to Your Heart | 1991 Joyride: Joyride; Fading Like a Flower (Every Time You Leave); Spending My Time
a-ha | 1985 Hunting High and Low: Take on Me; Hunting High and Low; The Sun Always Shines on T.V. | 1986 Scoundrel Days: I've Been Losing You; Manhattan Skyline
Bee Gees | 1977 Saturday Night Fever: Stayin' Alive; How Deep Is Your Love; Night Fever; More Than a Woman | 1979 Spirits Having Flown: Tragedy; Too Much Heaven
Whitney Houston | 1985 Whitney Houston: How Will I Know; Greatest Love of All; Saving All My Love for You | 1987 Whitney: I Wanna Dance with Somebody (Who Loves Me); So Emotional
Pet Shop Boys | 1986 Please: West End Girls; Suburbia | 1987 Actually: What Have I Done to Deserve This?; It's a Sin; Rent | 1993 Very: Go West; Can You Forgive Her?
Lady Gaga | 2008 The Fame: Just Dance; Poker Face; Paparazzi | 2009 The Fame Monster: Bad Romance; Alejandro; Telephone | 2020 Chromatica: Stupid Love; Rain On Me
Eurythmics | 1983 Sweet Dreams (Are Made of This): Love Is a Stranger; Sweet Dreams (Are Made of This) | 1983 Touch: Here Comes the Rain Again; Who's That Girl?
Madonna | 1984 Like a Virgin: Material Girl; Like a Virgin | 1989 Like a Prayer: Like a Prayer; Express Yourself; Cherish | 1998 Ray of Light: Frozen; Ray of Light | 2005 Confessions on a Dance Floor: Hung Up; Sorry
Lorde | 2013 Pure Heroine: Royals; Team; Ribs | 2017 Melodrama: Green Light; Supercut; Liability | 2021 Solar Power: Solar Power
Florence + The Machine | 2009 Lungs: Dog Days Are Over; You've Got the Love; Cosmic Love | 2011 Ceremonials: Shake It Out; Never Let Me Go | 2018 High as Hope: Hunger
The Weeknd | 2016 Starboy: Starboy; I Feel It Coming | 2020 After Hours: Blinding Lights; Save Your Tears; In Your Eyes | 2022 Dawn FM: Take My Breath; Out of Time
Tears for Fears | 1985 Songs From The Big Chair: Shout; Everybody Wants To Rule The World; Head Over Heels | 1989 The Seeds Of Love: Sowing The Seeds Of Love
Olivia Rodrigo | 2021 SOUR: drivers license; good 4 u; deja vu; brutal | 2023 GUTS: vampire; bad idea right?; get him back!
Sabrina Carpenter | 2022 emails i can't send: Nonsense; Feather | 2024 Short n' Sweet: Espresso; Please Please Please; Taste
Carly Rae Jepsen | 2012 Kiss: Call Me Maybe | 2015 E•MO•TION: Run Away With Me; I Really Like You; Boy Problems | 2019 Dedicated: Want You in My Room; Too Much
Bruno Mars | 2010 Doo-Wops & Hooligans: Just the Way You Are; Grenade | 2012 Unorthodox Jukebox: Locked out of Heaven; Treasure; When I Was Your Man | 2016 24K Magic: 24K Magic; Versace on the Floor
Hozier | 2014 Hozier: Take Me to Church; Cherry Wine; From Eden | 2024 Unheard: Too Sweet
Chappell Roan | 2023 The Rise and Fall of a Midwest Princess: Pink Pony Club; HOT TO GO!; Red Wine Supernova | 2024 Good Luck, Babe!: Good Luck, Babe!
Cher | 1989 Heart Of Stone: If I Could Turn Back Time; Just Like Jesse James | 1998 Believe: Believe; Strong Enough
Erasure | 1988 The Innocents: A Little Respect; Chains of Love | 1991 Chorus: Love to Hate You
Wham! | 1984 Make It Big: Wake Me Up Before You Go-Go; Freedom; Careless Whisper | 1986 Music from the Edge of Heaven: Last Christmas; The Edge of Heaven
"""

_PARENT_ARTISTS = """
The National | 2007 Boxer: Fake Empire; Mistaken for Strangers; Brainy; Squalor Victoria; Green Gloves; Slow Show; Apartment Story; Start a War; Guest Room; Racing Like a Pro; Ada; Gospel | 2010 High Violet: Terrible Love; Sorrow; Anyone's Ghost; Little Faith; Afraid of Everyone; Bloodbuzz Ohio; Lemonworld; Runaway; Conversation 16; England; Vanderlyle Crybaby Geeks | 2013 Trouble Will Find Me: I Should Live in Salt; Don't Swallow the Cap; Pink Rabbits | 2023 First Two Pages of Frankenstein: Eucalyptus; Tropic Morning News
Big Thief | 2016 Masterpiece: Masterpiece; Paul | 2019 U.F.O.F.: UFOF; Cattails; Orange | 2019 Two Hands: Forgotten Eyes; Not | 2022 Dragon New Warm Mountain I Believe in You: Change; Time Escaping; Spud Infinity; Certainty
LCD Soundsystem | 2005 LCD Soundsystem: Daft Punk Is Playing at My House; Losing My Edge | 2007 Sound of Silver: Get Innocuous!; Time to Get Away; North American Scum; Someone Great; All My Friends; Us V Them; Watch the Tapes; Sound of Silver; New York, I Love You but You're Bringing Me Down | 2010 This Is Happening: Dance Yrself Clean; I Can Change; Home
Wilco | 2002 Yankee Hotel Foxtrot: I Am Trying to Break Your Heart; Kamera; Jesus, Etc.; Heavy Metal Drummer | 2007 Sky Blue Sky: Either Way; Impossible Germany; Hate It Here
Feist | 2004 Let It Die: Gatekeeper; Mushaboom; One Evening | 2007 The Reminder: My Moon My Man; 1234; I Feel It All; Brandy Alexander
Yo La Tengo | 1997 I Can Hear the Heart Beating as One: Sugarcube; Autumn Sweater; Stockholm Syndrome | 2000 And Then Nothing Turned Itself Inside-Out: Our Way to Fall; You Can Have It All
Vampire Weekend | 2008 Vampire Weekend: Mansard Roof; Oxford Comma; A-Punk | 2013 Modern Vampires of the City: Step; Diane Young; Hannah Hunt | 2019 Father of the Bride: Harmony Hall; This Life
Beach House | 2010 Teen Dream: Zebra; Silver Soul; Norway; Walk in the Park; Used to Be; Lover of Mine; Better Times; 10 Mile Stereo; Real Love; Take Care | 2012 Bloom: Myth; Lazuli | 2015 Depression Cherry: Levitation; Space Song
Alvvays | 2014 Alvvays: Archie, Marry Me; Party Police; Adult Diversion | 2017 Antisocialites: In Undertow; Dreams Tonite | 2022 Blue Rev: Pharmacist; Easy On Your Own?
Fleet Foxes | 2008 Fleet Foxes: White Winter Hymnal; Ragged Wood; Blue Ridge Mountains; He Doesn't Know Why | 2011 Helplessness Blues: Montezuma; Helplessness Blues
Spoon | 2007 Ga Ga Ga Ga Ga: You Got Yr. Cherry Bomb; The Underdog; Don't You Evah | 2014 They Want My Soul: Do You; Inside Out
The War on Drugs | 2014 Lost in the Dream: Under the Pressure; Red Eyes; Suffering; An Ocean in Between the Waves; Disappearing; Eyes to the Wind; The Haunting Idle; Burning; Lost in the Dream; In Reverse | 2017 A Deeper Understanding: Holding On; Pain; Thinking of a Place
Sharon Van Etten | 2014 Are We There: Your Love Is Killing Me; Every Time the Sun Comes Up | 2019 Remind Me Tomorrow: Comeback Kid; Seventeen
Phoebe Bridgers | 2017 Stranger in the Alps: Motion Sickness; Scott Street; Funeral | 2020 Punisher: Garden Song; Kyoto; I Know the End
Waxahatchee | 2020 Saint Cloud: Can't Do Much; Fire; Lilacs | 2024 Tigers Blood: Right Back to It; Bored
Grizzly Bear | 2009 Veckatimest: Southern Point; Two Weeks; While You Wait for the Others | 2012 Shields: Sleeping Ute; Yet Again
Phoenix | 2009 Wolfgang Amadeus Phoenix: Lisztomania; 1901; Fences; Rome | 2013 Bankrupt!: Entertainment; Trying to Be Cool
Japanese Breakfast | 2017 Soft Sounds from Another Planet: Diving Woman; Road Head | 2021 Jubilee: Paprika; Be Sweet
Courtney Barnett | 2013 The Double EP - A Sea of Split Peas: Avant Gardener; History Eraser | 2015 Sometimes I Sit and Think, and Sometimes I Just Sit: Elevator Operator; Pedestrian at Best; Depreston
Bon Iver | 2008 For Emma, Forever Ago: Flume; Lump Sum; Skinny Love; The Wolves (Act I and II); Blindsided; Creature Fear; Team; For Emma; re: Stacks | 2011 Bon Iver: Perth; Holocene; Towers
Mitski | 2016 Puberty 2: Happy; Your Best American Girl | 2018 Be the Cowboy: Geyser; Nobody; Washing Machine Heart
Angel Olsen | 2014 Burn Your Fire for No Witness: Forgiven/Forgotten; Unfucktheworld | 2016 My Woman: Shut Up Kiss Me; Sister
TV on the Radio | 2006 Return to Cookie Mountain: Wolf Like Me; Province | 2008 Dear Science: Halfway Home; Golden Age; DLZ
Broken Social Scene | 2002 You Forgot It In People: KC Accidental; Almost Crimes; Anthems for a Seventeen-Year-Old Girl | 2005 Broken Social Scene: 7/4 (Shoreline)
"""

_CHILDRENS_ARTISTS = """
Super Simple Songs | 2010 Super Simple Songs, Vol. 1: The Wheels on the Bus; Twinkle Twinkle Little Star; If You're Happy; Head Shoulders Knees & Toes; Old MacDonald Had a Farm; The Itsy Bitsy Spider; Ten in the Bed; Five Little Ducks
Pinkfong | 2016 Animal Songs: Baby Shark; Monkey Banana Dance
The Wiggles | 1994 Yummy Yummy: Hot Potato; Fruit Salad | 1998 Toot Toot!: Toot Toot, Chugga Chugga, Big Red Car
Raffi | 1976 Singable Songs for the Very Young: Down by the Bay; Mr. Sun; The More We Get Together; Willoughby Wallaby Woo | 1980 Baby Beluga: Baby Beluga; Day-O; This Old Man
"""

_NIGHT_ARTISTS = """
Burial | 2006 Burial: Distant Lights; Forgive; Gutted | 2007 Untrue: Untitled; Archangel; Near Dark; Ghost Hardware; Endorphin; Etched Headplate; In McDonalds; Untrue; Shell of Light; Dog Shelter; Homeless; UK; Raver
Massive Attack | 1991 Blue Lines: Safe from Harm; Unfinished Sympathy | 1994 Protection: Protection; Karmacoma | 1998 Mezzanine: Angel; Risingson; Teardrop; Inertia Creeps; Exchange; Dissolved Girl; Man Next Door; Black Milk; Mezzanine; Group Four; (Exchange)
Boards of Canada | 1998 Music Has the Right to Children: Telephasic Workshop; Turquoise Hexagon Sun; Roygbiv; Aquarius; Open the Light | 2005 The Campfire Headphase: Chromakey Dreamcoat; Dayvan Cowboy; Peacock Tail
Portishead | 1994 Dummy: Mysterons; Sour Times; Strangers; It Could Be Sweet; Wandering Star; It's a Fire; Numb; Roads; Pedestal; Biscuit; Glory Box | 1997 Portishead: Cowboys; All Mine; Only You | 2008 Third: The Rip; Machine Gun
Bill Evans | 1961 Waltz for Debby: My Foolish Heart; Waltz for Debby; Some Other Time | 1959 Everybody Digs Bill Evans: Peace Piece; Young and Foolish
Brian Eno | 1978 Music for Airports: 1/1; 2/1 | 1983 Apollo: Deep Blue Day; An Ending (Ascent)
John Coltrane | 1958 Blue Train: Blue Train; Moment's Notice; Locomotion; I'm Old Fashioned; Lazy Bird | 1961 My Favorite Things: My Favorite Things; Summertime
Aphex Twin | 1992 Selected Ambient Works 85-92: Xtal; Tha; Pulsewidth; Ageispolis | 2001 Drukqs: Avril 14th; Vordhosbn | 2014 Syro: minipops 67 [120.2]; XMAS_EVET10 [120]
Kraftwerk | 1974 Autobahn: Autobahn | 1977 Trans-Europe Express: Europe Endless; Trans-Europe Express | 1978 The Man-Machine: The Robots; Neon Lights; The Model | 1981 Computer World: Computer Love; Pocket Calculator
Sade | 1984 Diamond Life: Smooth Operator; Your Love Is King; Hang on to Your Love | 1992 Love Deluxe: No Ordinary Love; Cherish the Day | 2000 Lovers Rock: By Your Side; King of Sorrow
Four Tet | 2003 Rounds: Hands; She Moves She; My Angel Rocks Back and Forth | 2010 There Is Love in You: Angel Echoes; Love Cry | 2017 New Energy: Two Thousand and Seventeen; Planet
Nils Frahm | 2011 Felt: Keep; Less | 2013 Spaces: Says; Said and Done; Ambre | 2018 All Melody: Sunson; All Melody; My Friend the Forest
Bonobo | 2010 Black Sands: Kiara; Eyesdown; Black Sands | 2013 The North Borders: First Fires; Cirrus | 2017 Migration: Kerala; Break Apart
Air | 1998 Moon Safari: La femme d'argent; Sexy Boy; All I Need; Kelly Watch the Stars; Talisman; Remember; You Make It Easy; Ce matin-là; New Star in the Sky; Le voyage de Pénélope | 2004 Talkie Walkie: Cherry Blossom Girl; Alone in Kyoto
Röyksopp | 2001 Melody A.M.: So Easy; Eple; Remind Me; Poor Leno | 2009 Junior: Happy Up Here; The Girl and the Robot
Jon Hopkins | 2013 Immunity: We Disappear; Open Eye Signal; Abandon Window; Immunity | 2018 Singularity: Emerald Rush; Luminous Beings
Khruangbin | 2015 The Universe Smiles Upon You: White Gloves; People Everywhere (Still Alive); Two Fish and an Elephant | 2018 Con Todo El Mundo: Maria También; Friday Morning
Cocteau Twins | 1984 Treasure: Ivo; Lorelei; Persephone | 1990 Heaven or Las Vegas: Cherry-Coloured Funk; Heaven or Las Vegas; Fotzepolitic
Talk Talk | 1986 The Colour of Spring: Life's What You Make It; Living in Another World | 1988 Spirit of Eden: The Rainbow; Eden; Desire; Inheritance; I Believe in You; Wealth
Nina Simone | 1958 Little Girl Blue: Mood Indigo; My Baby Just Cares for Me | 1965 I Put a Spell on You: I Put a Spell on You; Feeling Good | 1965 Pastel Blues: Sinnerman
Max Richter | 2004 The Blue Notebooks: On the Nature of Daylight; Vladimir's Blues | 2015 From Sleep: Dream 3 (in the midst of my life); Path 5 (delta)
The xx | 2009 xx: Intro; VCR; Crystalised; Islands; Heart Skipped a Beat; Fantasy; Shelter; Basic Space; Infinity; Night Time; Stars | 2012 Coexist: Angels; Chained | 2017 I See You: Say Something Loving; On Hold
Tycho | 2011 Dive: A Walk; Hours; Dive | 2014 Awake: Awake; Montana; L
DJ Shadow | 1996 Endtroducing.....: Building Steam with a Grain of Salt; Stem/Long Stem; Midnight in a Perfect World | 2002 The Private Press: Six Days; Blood on the Motorway
Tortoise | 1996 Millions Now Living Will Never Die: Djed; Glass Museum | 1998 TNT: TNT; Ten-Day Interval
Kruder & Dorfmeister | 1993 G-Stoned: Definition; High Noon; Original Bedroom Rockers
Mulatu Astatke | 1972 Mulatu of Ethiopia: Mulatu; Kulunmanqueleshi | 2009 New York–Addis–London: Yèkèrmo Sèw; Yègellé Tezeta
Gillian Welch | 2001 Time (The Revelator): Revelator; My First Lover; Elvis Presley Blues; Everything Is Free
"""

_GAPS_ARTISTS = """
Marisa Monte | 1991 Mais: Beija Eu; Ainda Lembro; Eu Sei | 2000 Memórias, Crônicas e Declarações de Amor: Amor I Love You; O Que Me Importa; Não É Fácil | 2006 Infinito Particular: Infinito Particular; Vilarejo; Pra Ser Sincero | 2011 O Que Você Quer Saber de Verdade: Depois; Ainda Bem
Jorge Ben Jor | 1963 Samba Esquema Novo: Mas Que Nada; Por Causa de Você, Menina; Chove, Chuva | 1974 A Tábua de Esmeralda: Os Alquimistas Estão Chegando; O Homem da Gravata Florida; Errare Humanum Est; Menina Mulher da Pele Preta; Eu Vou Torcer; Magnólia; Zumbi; Brother; O Namorado da Viúva; Cinco Minutos | 1976 África Brasil: Ponta de Lança Africano (Umbabarauma); Taj Mahal; Xica da Silva
Novos Baianos | 1972 Acabou Chorare: Brasil Pandeiro; Preta Pretinha; Tinindo Trincando; Swing de Campo Grande; Acabou Chorare; Mistério do Planeta; A Menina Dança; Besta É Tu; Um Bilhete pra Didi
Gal Costa | 1969 Gal Costa: Não Identificado; Divino, Maravilhoso; Baby | 1971 Fa-Tal - Gal a Todo Vapor: Vapor Barato; Pérola Negra
Gilberto Gil | 1972 Expresso 2222: Expresso 2222; Back in Bahia; O Sonho Acabou | 1977 Refavela: Refavela; Babá Alapalá; Aqui e Agora | 1979 Realce: Realce; Super-Homem (A Canção); Toda Menina Baiana
Elis Regina | 1974 Elis & Tom: Águas de Março; Pois É; Só Tinha de Ser com Você | 1976 Falso Brilhante: Como Nossos Pais; Velha Roupa Colorida; Fascinação
Tim Maia | 1970 Tim Maia: Azul da Cor do Mar; Primavera; Eu Amo Você | 1975 Racional, Vol. 1: Imunização Racional (Que Beleza); Bom Senso | 1983 O Descobridor dos Sete Mares: O Descobridor dos Sete Mares; Me Dê Motivo
Tribalistas | 2002 Tribalistas: Carnavália; Um a Um; Velha Infância; É Você; Carnalismo; Passe em Casa; Já Sei Namorar
Los Hermanos | 2001 Bloco do Eu Sozinho: Todo Carnaval Tem Seu Fim; A Flor; Sentimental | 2003 Ventura: Samba a Dois; O Vencedor; Último Romance; Cara Estranho; Conversa de Botas Batidas
Chico Buarque | 1971 Construção: Deus Lhe Pague; Cotidiano; Construção; Valsinha | 1978 Chico Buarque: Feijoada Completa; Cálice; Apesar de Você
Cartola | 1974 Cartola: Disfarça e Chora; Alvorada; Tive Sim | 1976 Cartola II: O Mundo É um Moinho; Preciso Me Encontrar; As Rosas Não Falam
Djavan | 1976 A Voz, o Violão, a Música de Djavan: Flor de Lis; Fato Consumado | 1982 Luz: Sina; Samurai; Açaí; Pétala | 1989 Djavan: Oceano
Os Mutantes | 1968 Os Mutantes: Panis et Circenses; A Minha Menina; Bat Macumba | 1970 A Divina Comédia ou Ando Meio Desligado: Ando Meio Desligado
Céu | 2005 CéU: Lenda; Malemolência; Roda | 2009 Vagarosa: Cangote; Bubuia | 2016 Tropix: Perfume do Invisível; Varanda Suspensa
Criolo | 2011 Nó na Orelha: Bogotá; Subirusdoistiozin; Não Existe Amor em SP; Mariô | 2014 Convoque Seu Buda: Convoque Seu Buda; Esquiva da Esgrima
Emicida | 2013 O Glorioso Retorno de Quem Nunca Esteve Aqui: Levanta e Anda; Crisântemo | 2019 AmarElo: Principia; Pequenas Alegrias da Vida Adulta; AmarElo; Ismália
BaianaSystem | 2016 Duas Cidades: Jah Jah Revolta, Pt. 2; Lucro (Descomprimindo); Playsom | 2019 O Futuro Não Demora: Água; Sulamericano
Nação Zumbi | 1996 Afrociberdelia: Manguetown; Maracatu Atômico; Macô | 2002 Nação Zumbi: Meu Maracatu Pesa uma Tonelada; Blunt of Judah
Rita Lee | 1979 Rita Lee: Chega Mais; Mania de Você; Doce Vampiro | 1980 Rita Lee: Lança Perfume; Baila Comigo; Caso Sério
Legião Urbana | 1985 Legião Urbana: Será; Ainda É Cedo; Geração Coca-Cola | 1986 Dois: Tempo Perdido; Quase Sem Querer; Eduardo e Mônica; Índios | 1989 As Quatro Estações: Há Tempos; Pais e Filhos
Liniker | 2021 Indigo Borboleta Anil: Baby 95; Antes de Tudo; Psiu | 2024 CAJU: CAJU; VELUDO MARROM; TUDO
Rubel | 2013 Pearl: Quando Bate Aquela Saudade; Ben | 2018 Casas: Colégio; Partilhar
Milton Nascimento | 1967 Travessia: Travessia; Morro Velho | 1972 Clube da Esquina: Tudo Que Você Podia Ser; Cais; O Trem Azul; Nada Será Como Antes
Seu Jorge | 2001 Samba Esporte Fino: Carolina; Chega no Swing | 2007 América Brasil: Burguesinha; Mina do Condomínio | 2011 Músicas para Churrasco, Vol. 1: Amiga da Minha Mulher; A Doida
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Words of one language that go together in any combination.

    Attributes:
        heads: First words of a name.
        tails: Last words of a name.
        people: First names.
        families: Family names, none of a known musician.
        names: Patterns of artist names with {head}, {tail}, {person}, {family}.
        titles: Patterns of titles with {head} and {tail}.
        songs: Whole titles, used before the patterns.
    """

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    people: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    names: tuple[str, ...]
    titles: tuple[str, ...]
    songs: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


ENGLISH = Tongue(
    heads=_words(
        "Velvet, Paper, Second, Salt, Borrowed, Quiet, Copper, Winter, Plastic, Distant, Marble, Tuesday, Lesser, "
        "Hollow, Municipal, Lemon, Civil, Static, Wooden, Amateur, Western, Pocket, Rented, Indoor, Coastal, Spare"
    ),
    tails=_words(
        "Foreman, Lantern, Orchard, Ferry, Committee, Ladder, Harbour, Engine, Sisters, Telegram, Archive, Weather, "
        "Kitchen, Balcony, Almanac, Surveyor, Turnstile, Choir, Greenhouse, Ambassador, Lighthouse, Cutlery, Bicycle, "
        "Elevator, Thursday, Gardener, Parade, Switchboard, Terrace, Umbrella"
    ),
    people=_words(
        "Odalys, Merrin, Tobiah, Saskia, Perpetua, Lorne, Ottoline, Cassius, Wren, Ignatia, Fitch, Delphie"
    ),
    families=_words(
        "Quillard, Wexcombe, Fennimore, Brandreth, Osterlane, Pellowby, Tolliverne, Hathersby, Marchmondt, Stroudley"
    ),
    names=(
        "{head} {tail}",
        "{head} {tail}",
        "The {head} {tail}",
        "{person} {family}",
        "{person} & The {tail}",
        "{head} {tail} Society",
    ),
    titles=(
        "{head} {tail}",
        "The {tail}",
        "{tail} in the Rain",
        "Somebody Else's {tail}",
        "Nothing but {tail}",
        "{tail} for Beginners",
        "{head} Again",
        "Goodbye, {tail}",
        "My {head} {tail}",
    ),
    songs=(
        "Ask Me at the Station",
        "Left the Oven On",
        "Glass Half Glass",
        "Your Coat Is Still Here",
        "Twelve Minutes to Boarding",
        "Home",
        "I Rehearsed This",
        "Small Talk with the Sea",
        "Permanent Marker",
        "Late Fee",
        "We Never Liked Brighton",
        "Please Hold",
        "Out of Office",
        "Every Door a Push Door",
        "Sunday Wears Thin",
        "Lost Property",
        "Carbon Copy",
        "A Map of the Ceiling",
    ),
)
TURKISH = Tongue(
    heads=_words(
        "Kırık, Sarı, Gece, Üçüncü, Sessiz, Kayıp, Eski, Mavi, Uykusuz, Kâğıt, Son, Yarım, Islak, Şaşkın, Gizli, Soğuk"
    ),
    tails=_words(
        "Pusula, Vapur, Peron, Bakkal, Şemsiye, Rüzgâr, İskele, Mektup, Balkon, Çınar, Deniz Feneri, Tramvay, Yağmur, "
        "Güvercin, Merdiven, Avlu"
    ),
    people=_words("Nadide, Behice, Cevriye, Münire, Rüçhan, İlhami, Ferdane, Şükûfe"),
    families=_words("Kuyubaşı, Çınarlık, Eskimeydan, Taşköprülüoğlu, Gümüşdere, İskeleli"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "{head} {tail} Olmasa", "Bir {head} {tail}", "{head} {tail} Şarkısı"),
    songs=(
        "Beni Vapurda Bekle",
        "Çay Soğudu",
        "İstersen Kal",
        "Kapıyı Çalma",
        "Yine Mi Pazartesi",
        "Duvardaki Saat",
    ),
)
PORTUGUESE = Tongue(
    heads=_words(
        "Maré, Lua, Varanda, Janela, Rua, Ponte, Estação, Bicicleta, Cidade, Ventania, Fogueira, Quintal, Farol, "
        "Bilhete, Domingo, Elétrico"
    ),
    tails=_words(
        "de Zinco, de Papel, sem Volta, do Norte, de Inverno, ao Contrário, de Ninguém, do Térreo, sem Nome, de Vidro, "
        "à Meia-Luz, de Bolso"
    ),
    people=_words("Dona Zulmira, Evaristo, Jacinta, Belmira, Tomé, Aurélia"),
    families=_words("Varandas, Pedrouço, Salgueirinho, Valadim, Montebrito"),
    names=("{head} {tail}", "{head} {tail}", "Banda {head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "Outra {head} {tail}", "Canção da {head} {tail}", "Samba da {head} {tail}"),
    songs=(
        "Não Era Comigo",
        "Café Frio",
        "O Vizinho de Cima",
        "Saudade a Prazo",
        "Já Volto",
        "Chave na Porta",
    ),
)
SPANISH = Tongue(
    heads=_words(
        "Puerto, Tranvía, Jardín, Balcón, Invierno, Teatro, Kiosco, Motel, Espejo, Relámpago, Mercado, Correo, Patio"
    ),
    tails=_words(
        "de Cobre, del Sur, sin Dueño, de Agosto, Menor, de Madrugada, Ausente, de Papel, sin Prisa, del Quinto Piso"
    ),
    people=_words("Remedios, Eulogio, Leocadia, Hermenegilda, Baltasar, Casilda"),
    families=_words("Montarroso, Villacoja, Sandobal Ruedo, Peñarrubia Sol, Aldecueva"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}", "Los del {head} {tail}"),
    titles=("{head} {tail}", "Vals del {head} {tail}", "Otro {head} {tail}", "Mi {head} {tail}"),
    songs=(
        "No Me Llames Luego",
        "La Última Empanada",
        "Tarde para el Mar",
        "Llave Inglesa",
        "Me Debes un Lunes",
    ),
)
FRENCH = Tongue(
    heads=_words(
        "Gare, Piscine, Lampe, Valise, Neige, Cabine, Fenêtre, Marée, Banlieue, Carte Postale, Horloge"
    ),
    tails=_words(
        "de Minuit, Municipale, en Papier, du Dimanche, sans Retour, Fantôme, du Nord, Provisoire, Immobile"
    ),
    people=_words("Apolline, Isaure, Firmin, Clotaire, Mélusine, Théodule"),
    families=_words("Vauquelande, Marchepierre, Desroselles, Quincampreux"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "Ma {head} {tail}", "Adieu, {head} {tail}"),
    songs=("Rien à Signaler", "Le Voisin Chante", "Presque Lundi", "On Se Rappelle", "Tout Doit Disparaître"),
)
POLISH = Tongue(
    heads=_words("Dworzec, Balkon, Tramwaj, Zegar, Parasol, Ogród, Wiatr, Most, Kiosk, Termometr, Fotel"),
    tails=_words(
        "z papieru, bez adresu, na północy, po deszczu, do jutra, nad rzeką, ze szkła, o świcie, w cieniu"
    ),
    people=_words("Bogumiła, Świętomir, Zdzisława, Żegota, Dobrawa"),
    families=_words("Wierzbołowska, Żółkiewka, Mgielna, Szronek, Łąkomir"),
    names=("{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "Ostatni {head} {tail}", "Mój {head} {tail}"),
    songs=("Herbata z nikim", "Zadzwoń później", "Źle zaparkowane", "Jeszcze jeden przystanek"),
)
JAPANESE = Tongue(
    heads=_words(
        "紙の, 眠る, 遠い, 青い, 午前三時の, 裏庭の, 忘れられた, 透明な, 冬の, 最後の, 小さな, 錆びた"
    ),
    tails=_words("灯台, 踏切, 水槽, 電話, 坂道, 観覧車, 郵便局, 温室, 自転車, 雨宿り, 植物園, 非常口"),
    people=_words("霧島, 雨森, 夜野, 灯台守"),
    families=_words("しずく, ことのは, まつり, ゆうなぎ"),
    names=("{head}{tail}", "{head}{tail}同盟", "{person}{family}", "{tail}通信"),
    titles=("{head}{tail}", "{head}{tail}にて", "さよなら{head}{tail}", "{head}{tail}のうた"),
    songs=("まだ起きてる?", "終電のあと", "傘がない国", "コインランドリー", "月曜日のふり"),
)
KOREAN = Tongue(
    heads=_words("푸른, 늦은, 종이, 새벽, 작은, 마지막, 젖은, 느린, 서쪽, 조용한"),
    tails=_words("골목, 우체국, 온실, 기차, 옥상, 세탁소, 등대, 계단, 정류장, 수족관"),
    people=_words("윤슬, 해온, 나루, 다솔"),
    families=_words("클럽, 상회, 밴드, 산책"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "{head} {tail}에서", "안녕, {head} {tail}"),
    songs=("막차를 놓치고", "우산은 하나", "월요일 연습", "아직 안 자", "반쯤 남은 커피"),
)
ARABIC = Tongue(
    heads=_words("قطار, مقهى, نافذة, حديقة, شرفة, رصيف, مرآة, فانوس, جسر, مفتاح"),
    tails=_words("الشمال, الليل, الزجاج, المطر, الغائبين, الورق, المساء, الطابق الأخير"),
    people=_words("ريحانة, سراج, نجاة, وسيم"),
    families=_words("البحيراوي, النواعيري, القنديلي, السواقي"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "أغنية {head} {tail}", "يا {head} {tail}"),
    songs=("لا تتصل الآن", "القهوة باردة", "آخر الخط", "نسيت المظلة"),
)
RUSSIAN = Tongue(
    heads=_words("Вокзал, Трамвай, Балкон, Маяк, Подъезд, Киоск, Термометр, Сад, Зонт"),
    tails=_words("из бумаги, без адреса, на севере, до понедельника, после дождя, под снегом, для двоих"),
    people=_words("Аглая, Мирон, Ефросинья, Лукьян"),
    families=_words("Подлесок, Туманова-Речная, Заозёрный"),
    names=("{head} {tail}", "{head} {tail}", "{person} {family}"),
    titles=("{head} {tail}", "Последний {head} {tail}"),
    songs=("Чай остыл", "Не звони до утра", "Лифт не работает", "Чужие ключи"),
)
GREEK = Tongue(
    heads=_words("Φάρος, Σταθμός, Κήπος, Καθρέφτης, Χειμώνας, Φάκελος"),
    tails=_words("του Βορρά, χωρίς Όνομα, από Χαρτί, της Βροχής, του Τρίτου Ορόφου"),
    names=("{head} {tail}",),
    titles=("{head} {tail}", "Ένας {head} {tail}"),
    songs=("Μη Μου Τηλεφωνείς", "Κρύος Καφές", "Τελευταίο Λεωφορείο"),
)

TONGUES = (
    ENGLISH, TURKISH, PORTUGUESE, SPANISH, FRENCH, POLISH, JAPANESE, KOREAN, ARABIC, RUSSIAN, GREEK,
)  # fmt: skip


def invent(tongue: Tongue, count: int, draws: Draws, *, albums: tuple[int, int] = (1, 2)) -> list[Artist]:
    """Return that many artists nobody has heard of, or as many as the words allow.

    Args:
        tongue: The language.
        count: How many.
        draws: Where the choices come from.
        albums: Fewest and most albums of each.
    """
    artists: dict[str, Artist] = {}
    for _ in range(8 * count):
        name = _fill(draws.pick(tongue.names), tongue, draws)
        if name not in artists:
            artists[name] = _invent_artist(name, tongue, draws, draws.whole(*albums))
        if len(artists) == count:
            break
    return list(artists.values())


def _invent_artist(name: str, tongue: Tongue, draws: Draws, albums: int) -> Artist:
    titles = list(_titles(tongue, draws, albums * draws.whole(4, 9)))
    size = max(1, len(titles) // albums)
    return Artist(
        name=name,
        albums=tuple(
            Album(
                title=_fill(draws.pick(tongue.titles), tongue, draws),
                songs=tuple(titles[start : start + size]),
            )
            for start in range(0, size * albums, size)
            if titles[start : start + size]
        ),
    )


def _titles(tongue: Tongue, draws: Draws, count: int) -> Iterator[str]:
    """Yield different titles, roughly as many as asked for."""
    given: set[str] = set()
    for _ in range(count):
        if tongue.songs and draws.chance(0.06):
            title = draws.pick(tongue.songs)
        else:
            title = _fill(draws.pick(tongue.titles), tongue, draws)
        if title not in given:
            given.add(title)
            yield title


def _fill(pattern: str, tongue: Tongue, draws: Draws) -> str:
    """Put words into a pattern."""
    words = {"head": tongue.heads, "tail": tongue.tails, "person": tongue.people, "family": tongue.families}
    return pattern.format(**{key: draws.pick(choice) if choice else "" for key, choice in words.items()})


def one_song_artist(name: str, *titles: str, song_s: tuple[int, int] = (150, 275)) -> Artist:
    """Return an artist whom chance never picks, with one album named after the first title."""
    return Artist(name=name, albums=(Album(title=titles[0], songs=titles),), weight=0.0, song_s=song_s)


def _only_in_bursts(artists: tuple[Artist, ...], *names: str) -> tuple[Artist, ...]:
    """Return the artists, with those of these names left to their bursts."""
    return tuple(replace(artist, weight=0.0) if artist.name in names else artist for artist in artists)


def _loyalist() -> SimulatedListener:
    """Nine years of one band, and of whatever everybody else heard."""
    return SimulatedListener(
        artists=_only_in_bursts(catalogue(_LOYALIST_ARTISTS), "Kylie Minogue"),
        strangers=tuple(invent(ENGLISH, 150, Draws(19), albums=(1, 1))),
        stranger_ratios=(0.03, 0.02, 0.01, 0.01, 0.02, 0.01),
        since=date(2017, 11, 3),
        timezone="Europe/London",
        country="GB",
        platforms=("ios", "osx"),
        rows_per_day=3.4,
        weekday_factors=(1.0, 1.0, 1.0, 1.1, 1.3, 0.8, 0.6),
        weekday_hours=(0, 0, 0, 0, 0, 0, 1, 9, 6, 1, 0, 0, 1, 0, 0, 0, 1, 7, 9, 5, 3, 2, 1, 0),
        weekend_hours=(0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 7, 5, 3, 2, 2, 2, 3, 4, 5, 5, 3, 2, 1),
        alarm_hour=7.7,
        sitting_rows=5.0,
        concentration=1.25,
        core=14,
        arrivals=(1.0, 1.0, 0.6, 0.5, 0.4, 0.3, 0.2, 0.2, 0.2),
        fling_ratio=0.2,
        drift=0.35,
        skip_ratio=0.13,
        shuffle_ratio=0.12,
        album_ratio=0.22,
        second_uri_ratio=0.15,
        anchors=("ABBA",),
        bursts=(
            Burst(artist="ABBA", since=date(2021, 11, 5), weeks=7, share=0.75),
            Burst(artist="Kylie Minogue", since=date(2023, 5, 20), weeks=9, share=0.45),
            Burst(artist="Robyn", since=date(2018, 10, 26), weeks=8, share=0.4),
        ),
        absences=(Absence(artist="Ed Sheeran", since=date(2022, 6, 1)),),
        habits=(
            Habit(artist="Wham!", hours=(18, 20.5), chance=0.2, rows=(2, 3), months=(12,)),
            Habit(
                artist="Wham!",
                hours=(19.5,),
                chance=1.0,
                rows=(1, 2),
                since=date(2024, 7, 9),
                until=date(2024, 7, 9),
            ),
        ),
        loops=(
            Loop(
                artist="ABBA", title="I Still Have Faith in You", day=date(2021, 11, 5), times=14, hour=17.2
            ),
            Loop(artist="ABBA", title="Angeleyes", day=date(2023, 8, 19), times=9, hour=11.0, pause_s=700),
        ),
        refused=(("Coldplay", "Fix You"), ("Adele", "Hello")),
        refused_ratio=0.012,
    )


def _parent() -> SimulatedListener:
    """Five years of indie rock, three of them shared."""
    own = _only_in_bursts(catalogue(_PARENT_ARTISTS), "Alvvays")
    children = tuple(
        Artist(name=artist.name, albums=artist.albums, weight=0.0, song_s=(80, 160))
        for artist in catalogue(_CHILDRENS_ARTISTS)
    )
    noise = one_song_artist(
        "White Noise Baby Sleep", "White Noise", "Brown Noise", "Pink Noise", song_s=(60, 190)
    )
    strangers = tuple(invent(ENGLISH, 320, Draws(4102), albums=(1, 1)))
    since = date(2023, 9, 2)
    return SimulatedListener(
        artists=(*own, *children, noise),
        strangers=strangers,
        since=date(2021, 10, 4),
        timezone="America/Chicago",
        country="US",
        platforms=("android", "not_applicable", "osx"),
        rows_per_day=3.0,
        year_factors=(1.5, 1.4, 0.9, 0.6, 0.7),
        weekday_factors=(1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 1.5),
        weekday_hours=(0, 0, 0, 0, 0, 1, 2, 2, 5, 6, 5, 3, 2, 4, 5, 3, 1, 0, 0, 2, 6, 7, 3, 1),
        weekend_hours=(0, 0, 0, 0, 0, 0, 1, 3, 5, 5, 3, 2, 1, 3, 4, 3, 2, 2, 1, 2, 6, 6, 3, 1),
        concentration=0.75,
        core=13,
        arrivals=(1.0, 0.8, 0.3, 0.1, 0.3),
        stranger_ratios=(0.09, 0.08, 0.05, 0.02, 0.02, 0.03),
        skip_ratio=0.26,
        shuffle_ratio=0.25,
        album_ratio=0.3,
        habits=(
            Habit(
                artist="Raffi",
                hours=(6.8, 17.5),
                chance=0.35,
                rows=(2, 5),
                since=since,
                until=date(2025, 3, 1),
            ),
            Habit(
                artist="Super Simple Songs", hours=(6.6, 17.3, 18.2), chance=0.36, rows=(3, 9), since=since
            ),
            Habit(artist="Pinkfong", hours=(7.1, 17.8), chance=0.4, rows=(1, 6), since=date(2024, 2, 17)),
            Habit(artist="The Wiggles", hours=(6.9, 18.0), chance=0.4, rows=(2, 6), since=date(2025, 1, 11)),
            Habit(
                artist=noise.name, hours=(19.3, 19.6, 2.4), chance=0.2, rows=(3, 8), since=date(2023, 1, 20)
            ),
        ),
        bursts=(
            Burst(artist="Big Thief", since=date(2022, 2, 11), weeks=10, share=0.5),
            Burst(artist="Alvvays", since=date(2022, 10, 7), weeks=6, share=0.4),
        ),
        absences=(Absence(artist="LCD Soundsystem", since=date(2023, 9, 1), until=date(2026, 3, 8)),),
        loops=(
            Loop(artist="Pinkfong", title="Baby Shark", day=date(2024, 8, 3), times=17, hour=14.1),
            Loop(artist="The National", title="Pink Rabbits", day=date(2022, 11, 12), times=8, hour=21.0),
        ),
        refused=(("Vampire Weekend", "A-Punk"),),
        shows=(("The Long Nap", ("Regression, Explained", "What Is a Schedule", "Listener Letters")),),
        podcasts_per_week=1.2,
    )


def _night() -> SimulatedListener:
    """Three and a half years of the late shift."""
    return SimulatedListener(
        artists=_only_in_bursts(catalogue(_NIGHT_ARTISTS), "Sade"),
        strangers=tuple(
            invent(FRENCH, 90, Draws(7), albums=(1, 1)) + invent(ENGLISH, 200, Draws(8), albums=(1, 1))
        ),
        since=date(2023, 5, 1),
        timezone="Europe/Berlin",
        country="DE",
        platforms=("linux", "android"),
        rows_per_day=11.5,
        day_spread=0.4,
        silent_ratio=0.24,
        weekday_factors=(1.2, 1.2, 1.2, 1.2, 0.9, 0.4, 1.0),
        weekday_hours=(9, 9, 8, 8, 6, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 3, 8, 9),
        weekend_hours=(7, 7, 6, 5, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 1, 1, 2, 4, 6),
        sitting_rows=8.0,
        concentration=0.7,
        core=18,
        fling_ratio=0.3,
        drift=0.7,
        stranger_ratios=(0.02, 0.025, 0.04, 0.06),
        skip_ratio=0.04,
        shuffle_ratio=0.05,
        album_ratio=0.55,
        offline_ratio=0.3,
        private_ratio=0.03,
        bursts=(
            Burst(artist="Burial", since=date(2023, 10, 29), weeks=14, share=0.35),
            Burst(artist="Sade", since=date(2025, 1, 6), weeks=9, share=0.5),
        ),
        absences=(Absence(artist="Portishead", since=date(2024, 6, 1), until=date(2026, 2, 8)),),
        loops=(
            Loop(artist="Burial", title="Archangel", day=date(2024, 1, 17), times=11, hour=2.1),
            Loop(artist="Kraftwerk", title="Autobahn", day=date(2025, 9, 6), times=8, hour=14.0, pause_s=90),
        ),
        anchors=("Massive Attack",),
        shows=(("Nachtdienst", ("Folge 12: Kaffee", "Folge 13: Der Aufzug", "Folge 14: Schichtwechsel")),),
        podcasts_per_week=0.8,
    )


def _unlisted() -> SimulatedListener:
    """A year and a half of names no table holds."""
    draws = Draws(51)
    shares = (30, 24, 22, 18, 14, 12, 26, 20, 18, 10, 6)
    pool = draws.shuffled(
        artist
        for tongue, count in zip(TONGUES, shares, strict=True)
        for artist in invent(tongue, count, draws, albums=(1, 3))
    )
    known = {artist.name for artist in pool}
    strangers = draws.shuffled(
        artist
        for tongue in TONGUES
        for artist in invent(tongue, 90, draws, albums=(1, 1))
        if artist.name not in known
    )
    return SimulatedListener(
        artists=_only_in_bursts(tuple(pool), pool[40].name),
        strangers=tuple(strangers),
        since=date(2025, 5, 12),
        timezone="Europe/Lisbon",
        country="PT",
        platforms=("android", "windows", "linux"),
        rows_per_day=18.0,
        day_spread=0.8,
        weekday_hours=(2, 1, 0, 0, 0, 0, 0, 1, 3, 6, 7, 6, 4, 5, 7, 7, 5, 3, 3, 4, 5, 6, 5, 3),
        weekend_hours=(5, 3, 1, 0, 0, 0, 0, 0, 0, 2, 4, 5, 6, 5, 5, 5, 5, 5, 4, 4, 5, 6, 6, 5),
        sitting_rows=9.0,
        concentration=0.45,
        song_concentration=0.3,
        core=25,
        fling_ratio=0.6,
        stranger_ratios=(0.06, 0.05),
        skip_ratio=0.44,
        skip_s=6.0,
        shuffle_ratio=0.7,
        sticky_ratio=0.05,
        bursts=(Burst(artist=pool[40].name, since=date(2026, 2, 2), weeks=6, share=0.4),),
        loops=(
            Loop(
                artist=pool[3].name,
                title=pool[3].albums[0].songs[0],
                day=date(2026, 6, 13),
                times=9,
                hour=15.5,
            ),
        ),
        refused=((pool[5].name, pool[5].albums[0].songs[0]), (pool[9].name, pool[9].albums[0].songs[0])),
        refused_ratio=0.015,
        private_ratio=0.01,
    )


def _gaps() -> SimulatedListener:
    """Seven years with holes in them, and files with the usual flaws."""
    return SimulatedListener(
        artists=_only_in_bursts((*catalogue(_GAPS_ARTISTS), *invent(PORTUGUESE, 45, Draws(93))), "Liniker"),
        strangers=tuple(invent(PORTUGUESE, 120, Draws(94), albums=(1, 1))),
        since=date(2019, 8, 19),
        timezone="America/Sao_Paulo",
        country="BR",
        platforms=("android", "windows"),
        rows_per_day=4.7,
        weekday_factors=(0.8, 0.9, 1.0, 1.0, 1.2, 1.8, 2.0),
        weekday_hours=(1, 0, 0, 0, 0, 1, 4, 6, 4, 2, 1, 2, 4, 3, 1, 1, 2, 4, 6, 6, 5, 4, 3, 2),
        weekend_hours=(3, 2, 1, 0, 0, 0, 0, 1, 3, 5, 7, 8, 8, 7, 6, 6, 6, 6, 6, 6, 5, 5, 5, 4),
        concentration=0.55,
        core=14,
        arrivals=(1.0, 0.8, 1.0, 1.2, 0.8, 1.0, 1.0),
        drift=1.0,
        stranger_ratios=(0.05, 0.04, 0.04, 0.05, 0.03),
        skip_ratio=0.27,
        shuffle_ratio=0.55,
        album_ratio=0.2,
        bursts=(
            Burst(artist="Novos Baianos", since=date(2020, 1, 6), weeks=11, share=0.55),
            Burst(artist="Liniker", since=date(2024, 8, 19), weeks=12, share=0.5),
            Burst(artist="Legião Urbana", since=date(2022, 7, 1), weeks=20, share=0.35),
        ),
        absences=(Absence(artist="Los Hermanos", since=date(2021, 4, 1), until=date(2025, 9, 1)),),
        loops=(
            Loop(artist="Cartola", title="Preciso Me Encontrar", day=date(2023, 6, 24), times=10, hour=16.0),
        ),
        missing_months=(("2020-05", "2020-12"), ("2021-09", "2021-09"), ("2023-02", "2023-05")),
        shows=(("Rádio Quintal", ("Chuva em março", "A feira, parte 1", "A feira, parte 2")),),
        podcasts_per_week=1.5,
        audiobooks=(("O Cais e a Neblina", ("Capítulo 1", "Capítulo 2", "Capítulo 3")),),
        audiobooks_per_week=0.2,
        no_metadata_ratio=0.03,
        duplicate_ratio=0.02,
        second_uri_ratio=0.2,
        skipped_null_ratio=0.1,
    )


_LIVES: Mapping[str, Callable[[], SimulatedListener]] = {
    "loyalist": _loyalist,
    "parent": _parent,
    "night": _night,
    "unlisted": _unlisted,
    "gaps": _gaps,
}
"""What each of the samples is made of, by its name."""


def life_of(sample: Sample) -> SimulatedListener:
    """Return the description of a sample's life."""
    return _LIVES[sample.name]()


class SampleSource:
    """A sample listener, read as if it had come as an export."""

    def __init__(self, *, name: str) -> None:
        """Choose a sample by its name.

        Raises:
            SourceError: There is none of that name.
        """
        chosen = next((sample for sample in SAMPLES if sample.name == name), None)
        if chosen is None:
            known = ", ".join(sample.name for sample in SAMPLES)
            raise SourceError("unknown_sample", name=name, known=known)
        self._sample = chosen

    @property
    def location(self) -> tuple[str, ...]:
        """The name of the sample, as `open_source` takes it."""
        return (LOCATION_PREFIX + self._sample.name,)

    def fetch(self, progress: Tell, cancel: CancelToken) -> ExaminedSource:
        """Make the record. Raises `Cancelled` when the token was set."""
        return examine(self.read(progress, cancel), progress=progress, cancel=cancel)

    def read(self, progress: Tell, cancel: CancelToken) -> Intake:
        """Make everything there is to read.

        Raises:
            Cancelled: The token was set.
        """
        reporter = ReadingReporter(progress=progress, cancel=cancel)
        reporter.opening(self._sample.title)
        found = Findings(files=_encoded(self._sample))
        intake = read_files(found, window=_WINDOW, limits=Limits(), reporter=reporter)
        return replace(intake, sample_name=self._sample.name)


def _encoded(sample: Sample) -> list[FoundFile]:
    """Return the files of a sample as they would lie in a folder."""
    encoder = msgspec.json.Encoder()
    files = []
    for name, rows in export_files(simulate(life_of(sample), sample.seed)):
        content = encoder.encode(rows)
        files.append(
            FoundFile(path=name, name=name, size_bytes=len(content), open=partial(io.BytesIO, content))
        )
    return files
