"""What the demo's parties read in, saw and wrote, cycle by cycle. Plain data; build.py does the doing.

`{y}` is the cycle's year and `{y-1}` the year before: the figures end with the year before the cycle.
"""

from collections.abc import Callable
from dataclasses import dataclass

from samverkan.demo import incidents, tables


@dataclass(frozen=True)
class File:
    """A file as it comes: which source, what it is called, and its bytes for a cycle's year."""

    source: str  # key in datasets/content/sources.toml
    name: str
    file_name: str
    content: Callable[[int], bytes]
    kind: str


@dataclass(frozen=True)
class Evidence:
    """A figure made into a finding: the file it comes from, its filter, and the words the party puts round it."""

    file: str  # the name of a File
    figure: str
    filter: dict[str, str]
    words: dict[str, str]


@dataclass(frozen=True)
class Own:
    """One party's own picture and the files behind it."""

    findings: tuple[Evidence | dict[str, str], ...]
    sources: tuple[tuple[str, bool, str], ...]  # key, used, remark
    patterns: tuple[str, dict[str, str]]  # file and filter that the six answers come from
    mapping: tuple[str, str, str, str]  # answers in the order of the questions
    seasons: tuple[tuple[str, tuple[int, ...]], ...]
    summary: str
    outlook: str
    consideration: str
    registry_number: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Joint:
    """What became of the handed-over findings, by party and place (0 is the first)."""

    merged: tuple[tuple[tuple[str, int], tuple[str, int]], ...]
    left_out: tuple[tuple[tuple[str, int], str], ...]
    partner: tuple[str, dict[str, str]]
    summary: str
    outlook: str


REPORTED = File(
    "bra_reported",
    "Anmälda brott per kommun {y-6}–{y-1}",
    "bra-anmalda-brott-{y}.html",
    lambda year: tables.reported_crime_page(year - 6, year - 1, seed=year),
    "crime_counts",
)
PEOPLE = File(
    "population",
    "Folkmängd per område {y-3}–{y-1}",
    "folkmangd-{y}.csv",
    lambda year: tables.population_file(year - 3, year - 1),
    "population",
)
DAMAGE = File(
    "municipal_damage",
    "Kostnader för skadegörelse {y-1}",
    "skadekostnader-{y-1}.txt",
    lambda year: tables.damage_cost_file(year - 1),
    "cost",
)
SURVEY = File(
    "local_survey",
    "Trygghetsmätning {y-1}",
    "trygghetsmatning-{y-1}.csv",
    lambda year: tables.survey_file(year - 1),
    "survey",
)
LIST = File(
    "police_reported",
    "Händelser {y-3}–{y-1}",
    "handelser-{y-1}.csv",
    lambda year: incidents.incident_file(year - 3, year - 1, seed=year),
    "incidents",
)
AREAS = "Kommunens områden"

MAPPING = (
    "De märks mest för dem som bor och rör sig i kommunen, och de går att påverka med det vi själva råder över.",
    "Nationell brottsstatistik, kommunens skadekostnader och trygghetsmätningen. Socialtjänstens uppgifter valdes bort, "
    "eftersom ärendena är för få för att kunna visas.",
    "Våld i nära relationer syns nästan inte i det vi har. Unga under 16 år är inte med i trygghetsmätningen.",
    "Bilden lutar åt det som anmäls och det som kostar kommunen pengar. Vi behöver fråga skolan och socialtjänsten.",
)
POLICE_MAPPING = (
    "De är vanliga, de har tydliga platser och tider, och de påverkar tryggheten för många.",
    "Våra egna händelselistor, kommunens folkmängd och den nationella statistiken att jämföra med. Underrättelseuppgifter valdes bort, de hör inte hemma i en bild "
    "som ska lämnas över.",
    "Brott som sällan anmäls syns inte. Narkotikabrott visar mest var vi själva har arbetat.",
    "Slutsatser om narkotika och våld i hemmet får vänta tills vi har fler källor.",
)

BIKES = Evidence(
    "Anmälda brott per kommun {y-6}–{y-1}",
    "trend",
    {"type": "Cykelstöld", "area": "Björkvalla kommun"},
    {
        "where": "Hela kommunen, mest kring stationen",
        "who": "Pendlare och ungdomar som cyklar till tåget",
        "compared_with": "Egna tidigare år",
    },
)
COUNTY = Evidence(
    "Anmälda brott per kommun {y-6}–{y-1}",
    "deviation",
    {"type": "Cykelstöld", "area": "Björkvalla kommun"},
    {
        "where": "Hela kommunen",
        "who": "Det framgår inte av anmälningarna",
        "trend": "Ökar, se utvecklingen år för år",
        "compared_with": "De nio andra kommunerna i länet, som är olika stora och olika varandra",
    },
)
STATION = Evidence(
    "Händelser {y-3}–{y-1}",
    "weekday_hour",
    {"type": "Cykelstöld", "area": "Stationen"},
    {
        "where": "Stationens cykelparkeringar",
        "who": "De som pendlar. Kön och ålder finns inte i uppgifterna om cykelstölder.",
        "trend": "Ökar i hela kommunen",
        "compared_with": "Övriga tider i veckan",
    },
)
PLACES = Evidence(
    "Händelser {y-3}–{y-1}",
    "hot_spots",
    {"type": "Cykelstöld"},
    {
        "where": "Stationen",
        "who": "De som ställer cykeln där",
        "compared_with": "Övriga delar av kommunen",
    },
)
COMMON = Evidence(
    "Händelser {y-3}–{y-1}",
    "by_type",
    {},
    {
        "where": "Hela kommunen",
        "who": "De som äger cyklarna",
        "compared_with": "Övriga brottstyper i listan",
    },
)
VIOLENCE = {
    "what": "Misshandel utomhus sker mest fredags- och lördagskvällar i Centrum och vid stationen.",
    "where": "Centrum och stationen",
    "who": "Ungefär var tredje är en man mellan 18 och 34 år. Av dem som utsätts inomhus är de flesta kvinnor.",
    "trend": "Går inte att säga, åren skiljer sig för lite",
    "compared_with": "Övriga kvällar i veckan",
}
HOMES = {
    "what": "Inbrott i bostad sker i serier under den mörka årstiden, oftast i Ekbacken.",
    "where": "Ekbacken och Sjöstaden",
    "who": "Villaägare",
    "trend": "Går inte att säga, tre år är för få",
    "compared_with": "Övriga områden och årstider",
}
GRAFFITI = {
    "what": "Klottersanering och glasskador kostar mest i Norrängen.",
    "where": "Norrängens skola, gångtunneln och busstorget",
    "who": "Skolan, fastighetskontoret och de boende",
    "trend": "Går inte att säga, filen har ett enda år",
    "compared_with": "Övriga områden i kommunen",
}
UNSAFE = {
    "what": "Mer än var tredje kvinna och ungefär var femte man känner sig otrygg utomhus sent på kvällen. Otryggheten är störst i Norrängen.",
    "where": "Mest i Norrängen",
    "who": "Kvinnor oftare än män",
    "trend": "Går inte att säga, filen har ett enda år",
    "compared_with": "Övriga områden i trygghetsmätningen",
}
SHOPS = {
    "what": "Handlarna i Centrum berättar att butiksstölderna ökar mer än det syns i anmälningarna.",
    "where": "Centrum",
    "who": "Handlare och anställda",
    "trend": "Ökar enligt handlarna",
    "compared_with": "Egna tidigare år",
}

MUNICIPAL_SEASONS = (
    ("Klotter när skolan börjar", (8, 9)),
    ("Skolavslutning och valborg", (4, 6)),
)
POLICE_SEASONS = (
    ("Cykelstölder", (5, 6, 7, 8, 9)),
    ("Bostadsinbrott i mörker", (11, 12, 1)),
)
CONSIDERATION = (
    "Bilden beskriver områden, tider och grupper, inte enskilda. Små tal är dolda i diagrammen och platserna är visade som "
    "rutor. Vi har läst igenom texterna och hittar inget som pekar ut någon."
)


def municipality(year: int) -> Own:
    return Own(
        findings=(BIKES, GRAFFITI, UNSAFE, SHOPS, COUNTY),
        sources=(
            ("bra_reported", True, "Säger inget om delar av kommunen."),
            ("municipal_damage", True, "Förvaltningarna bokför på olika sätt."),
            ("local_survey", True, "Unga under 16 år är inte med."),
            ("social_services", False, "För få ärenden för att kunna visas utan att peka ut någon."),
        ),
        patterns=(
            "Anmälda brott per kommun {y-6}–{y-1}",
            {"type": "Cykelstöld", "area": "Björkvalla kommun"},
        ),
        mapping=MAPPING,
        seasons=MUNICIPAL_SEASONS,
        summary="Cykelstölder i hela kommunen, och skadegörelse och otrygghet i Norrängen, sticker ut i våra uppgifter.",
        outlook=f"Stationsområdet byggs om under {year} och {year + 1}. Ett nytt kvarter i Sjöstaden är inflyttat.",
        consideration=CONSIDERATION,
        registry_number=f"KS {year}/118",
        files=(REPORTED, PEOPLE, DAMAGE, SURVEY),
    )


def police(year: int) -> Own:
    return Own(
        findings=(STATION, PLACES, VIOLENCE, HOMES, COMMON),
        sources=(
            ("police_reported", True, "Visar bara det som anmäls."),
            ("police_events", False, "Finns bara 13 månader tillbaka, så utvecklingen går inte att följa."),
        ),
        patterns=("Händelser {y-3}–{y-1}", {"type": "Cykelstöld"}),
        mapping=POLICE_MAPPING,
        seasons=POLICE_SEASONS,
        summary="Stationen och Centrum har mer än hälften av de anmälda brotten, med tydliga tider för cykelstölder och våld.",
        outlook="Krogarna vid torget får öppet längre. Två nya områdespoliser börjar under våren.",
        consideration=CONSIDERATION,
        registry_number=f"A{year}.0417",
        files=(REPORTED, PEOPLE, LIST),
    )


def joint(year: int) -> Joint:
    return Joint(
        merged=((("police", 0), ("municipality", 0)),),
        left_out=(
            (("municipality", 3), "Butikerna och polisen tar det i handelns eget nätverk under året."),
        ),
        partner=(
            "Björkvallabostäder",
            {
                "what": "Källarinbrotten i Norrängen följer på att portkoder sprids när lägenheter byter hyresgäst.",
                "where": "Norrängen, flerfamiljshusen",
                "who": "Hyresgäster",
                "trend": "Ökar enligt felanmälningarna",
            },
        ),
        summary=(
            "Parterna ser samma sak från två håll: stationen och Centrum har mer än hälften av brotten i polisens lista, och "
            "cykelstölderna ökar och är fler per invånare än i länet som helhet. Norrängen har störst otrygghet och dyrast "
            "skadegörelse av de områden vi har siffror för."
        ),
        outlook=f"Ombyggnaden av stationen {year} är det bästa tillfället på många år att göra om cykelparkeringen.",
    )
