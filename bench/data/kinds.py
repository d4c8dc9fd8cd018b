"""How the made-up crimes of the benchmark behave: twelve types, each with its year, week, places and victims."""

from dataclasses import dataclass

FLAT = (1.0,) * 12
SUMMER = (0.4, 0.4, 0.7, 1.1, 1.5, 1.6, 1.3, 1.6, 1.6, 1.1, 0.5, 0.2)
DARK = (1.3, 1.1, 0.9, 0.8, 0.7, 0.7, 0.8, 0.8, 0.9, 1.1, 1.4, 1.5)
AGES = ("0–14", "15–17", "18–24", "25–44", "45–64", "65–")


@dataclass(frozen=True)
class Kind:
    """`share` of all incidents the first year, `growth` a year; `weekend` share on Friday and Saturday evening.

    `hours`: the usual time between from and to, 0 when the minute is known. `where` is a kind of address in
    the city. `women`: share of the victims, 0 when the file has no victim. `repeats`: share that comes back.
    """

    name: str
    code: str
    share: float
    growth: float
    months: tuple[float, ...]
    weekend: float
    hours: float
    where: str
    indoors: float
    place_type: str
    women: float = 0.0
    repeats: float = 0.0


KINDS = (
    Kind("Cykelstöld", "0825", 16, 0.02, SUMMER, 0.15, 8, "streets", 0.05, "cykelparkering"),
    Kind("Stöld ur motordrivet fordon", "0840", 14, -0.02, FLAT, 0.2, 10, "homes", 0.05, "parkering", repeats=0.1),
    Kind("Stöld/snatteri i butik", "0842", 13, 0.03, FLAT, 0.05, 0, "shops", 1.0, "butik"),
    Kind("Klotter", "1203", 12, 0.04, SUMMER, 0.4, 30, "streets", 0.0, "gångtunnel"),
    Kind("Övrig skadegörelse", "1201", 10, 0.0, FLAT, 0.45, 14, "homes", 0.1, "skola"),
    Kind("Misshandel inomhus", "0356", 7, 0.01, FLAT, 0.35, 0, "homes", 1.0, "bostad", 0.68),
    Kind("Olaga hot", "0412", 7, 0.0, FLAT, 0.2, 0, "homes", 0.5, "blandat", 0.45),
    Kind("Narkotikabrott", "5011", 7, 0.05, FLAT, 0.4, 0, "streets", 0.2, "torg"),
    Kind("Inbrott i källare/vind", "9802", 5, 0.03, DARK, 0.1, 90, "homes", 1.0, "flerfamiljshus", repeats=0.2),
    Kind("Inbrott i bostad", "9801", 4, -0.04, DARK, 0.1, 24, "homes", 1.0, "villa", 0.5, 0.3),
    Kind("Misshandel utomhus", "0355", 4, 0.01, FLAT, 0.65, 0, "streets", 0.0, "torg", 0.28),
    Kind("Personrån", "0801", 1, 0.05, FLAT, 0.6, 0, "streets", 0.0, "gångstråk", 0.2),
)  # fmt: skip
