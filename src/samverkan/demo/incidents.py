"""Made-up incidents with the patterns real ones have: places, seasons, hours, unknown times and near repeats.

Everything is drawn from one seed, so the demo is the same at every build. No row describes a real event.
"""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

EAST, NORTH = 560_000.0, 6_570_000.0  # the fictional municipality's origin, SWEREF 99 TM


@dataclass(frozen=True)
class Kind:
    """How one crime type behaves: how many a year, when, where, and how long its time is unknown."""

    name: str
    code: str
    per_year: int
    growth: float  # share per year
    months: tuple[float, ...]
    evening: float  # share on Friday and Saturday night
    hours_unknown: tuple[float, float]  # shortest and longest interval, hours
    places: tuple[tuple[str, float], ...]  # area and weight
    indoors: float
    place_type: str
    women: float | None = None
    repeats: float = 0.0
    commuters: float = 0.0  # share left from morning to evening of a working day


FLAT = (1.0,) * 12
SUMMER = (0.4, 0.4, 0.7, 1.1, 1.5, 1.6, 1.3, 1.6, 1.6, 1.1, 0.5, 0.2)
DARK = (1.3, 1.1, 0.9, 0.8, 0.7, 0.7, 0.8, 0.8, 0.9, 1.1, 1.4, 1.5)
CENTRE = (("Centrum", 5.0), ("Stationen", 4.0), ("Norrängen", 1.5), ("Sjöstaden", 1.0), ("Ekbacken", 0.8))
HOMES = (("Ekbacken", 6.0), ("Sjöstaden", 3.0), ("Norrängen", 1.0), ("Landsbygden", 1.0))

KINDS = (
    Kind("Cykelstöld", "0825", 330, 0.13, SUMMER, 0.15, (2, 14), (("Stationen", 6.0), ("Centrum", 2.0), ("Norrängen", 1.0)), 0.02, "cykelparkering", commuters=0.8),
    Kind("Inbrott i bostad", "9801", 95, -0.04, DARK, 0.1, (4, 60), HOMES, 1.0, "villa", repeats=0.3),
    Kind("Inbrott i källare/vind", "9802", 120, 0.03, DARK, 0.1, (24, 140), (("Norrängen", 4.0), ("Sjöstaden", 1.0)), 1.0, "flerfamiljshus", repeats=0.2),
    Kind("Stöld ur motordrivet fordon", "0840", 150, -0.02, FLAT, 0.2, (5, 12), (("Sjöstaden", 3.0), ("Centrum", 2.0), ("Industriområdet", 2.0)), 0.05, "parkering"),
    Kind("Stöld/snatteri i butik", "0842", 170, 0.05, FLAT, 0.05, (0, 0), (("Centrum", 6.0), ("Industriområdet", 1.0)), 1.0, "butik"),
    Kind("Misshandel utomhus", "0355", 85, 0.02, (0.9, 0.9, 0.9, 1.0, 1.2, 1.2, 1.1, 1.2, 1.0, 0.9, 0.9, 0.9), 0.65, (0, 0), CENTRE, 0.0, "torg och gata", women=0.28),
    Kind("Misshandel inomhus", "0356", 110, 0.01, FLAT, 0.35, (0, 0), (("Norrängen", 3.0), ("Sjöstaden", 2.0), ("Ekbacken", 2.0), ("Centrum", 1.0)), 1.0, "bostad", women=0.68),
    Kind("Olaga hot", "0412", 90, 0.0, FLAT, 0.2, (0, 0), (("Norrängen", 3.0), ("Centrum", 3.0), ("Ekbacken", 2.0)), 0.5, "blandat", women=0.45),
    Kind("Personrån", "0801", 16, 0.1, FLAT, 0.6, (0, 0), (("Stationen", 4.0), ("Centrum", 2.0)), 0.0, "gångstråk", women=0.2),
    Kind("Klotter", "1203", 210, 0.06, (0.7, 0.8, 1.0, 1.2, 1.3, 1.1, 0.8, 1.1, 1.3, 1.1, 0.9, 0.7), 0.4, (8, 60), (("Stationen", 4.0), ("Norrängen", 3.0), ("Centrum", 2.0)), 0.0, "gångtunnel"),
    Kind("Övrig skadegörelse", "1201", 190, 0.0, FLAT, 0.45, (2, 30), (("Norrängen", 3.0), ("Centrum", 3.0), ("Ekbacken", 2.0)), 0.1, "skola och lekplats"),
    Kind("Narkotikabrott", "5011", 140, 0.08, FLAT, 0.4, (0, 0), (("Stationen", 4.0), ("Norrängen", 2.0)), 0.2, "torg och gata"),
)  # fmt: skip

# Where in the municipality an area lies (metres from the origin) and how far its crimes spread.
AREAS = {
    "Centrum": (0, 0, 260),
    "Stationen": (620, -240, 110),
    "Norrängen": (-900, 1250, 380),
    "Sjöstaden": (1500, 900, 420),
    "Ekbacken": (-1700, -1100, 600),
    "Industriområdet": (2300, -1500, 500),
    "Landsbygden": (0, 0, 5000),
}
AGES = ("15–17", "18–24", "25–34", "35–49", "50–64", "65–")
HEADINGS = ("Anmälningsnr", "Brottskod", "Brottstyp", "Brottsdatum från", "Brottsdatum till", "Område", "Platstyp",
            "Inne/ute", "Målsägande kön", "Målsägande ålder", "N (SWEREF 99 TM)", "E (SWEREF 99 TM)")  # fmt: skip


def incident_file(first_year: int, last_year: int, last_month: int = 12, *, seed: int = 2026) -> bytes:
    """A police list as the office saves it: title rows, semicolons, cp1252, and a few rows that need mending."""
    random = np.random.default_rng(seed)
    rows = [
        row
        for year in range(first_year, last_year + 1)
        for kind in KINDS
        for row in _year(random, kind, year, last_month if year == last_year else 12)
    ]
    rows.sort(key=lambda row: row[3])
    for number, row in enumerate(rows, 1):
        row[0] = f"B{number:05d}-{row[3][2:4]}"
    for number in range(250, len(rows), 1500):
        rows[number][3] = "31/2 " + rows[number][3][:4]  # a day that does not exist
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [f"Anmälda brott, Lokalpolisområde Björkvalla, {first_year}–{last_year} (påhittade uppgifter)"]
    )
    writer.writerow([])
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def _year(random: np.random.Generator, kind: Kind, year: int, last_month: int) -> list[list[str]]:
    wanted = kind.per_year * (1 + kind.growth) ** (year - 2023)
    weights = np.array(kind.months)
    count = random.poisson(wanted * weights[:last_month].sum() / weights.sum())
    months = random.choice(last_month, size=count, p=weights[:last_month] / weights[:last_month].sum()) + 1
    rows, earlier = [], list[tuple[datetime, float, float, str]]()
    for month in months:
        when = _moment(random, kind, year, int(month))
        if earlier and random.random() < kind.repeats:
            before, x, y, area = earlier[random.integers(len(earlier))]
            near = before + timedelta(days=float(random.uniform(0, 10)))
            when = near if near.year == year and near.month <= last_month else when
            x, y = x + random.normal(0, 60), y + random.normal(0, 60)
        else:
            area, x, y = _place(random, kind)
        earlier.append((when, x, y, area))
        rows.append(_row(random, kind, when, area, x, y))
    return rows


def _moment(random: np.random.Generator, kind: Kind, year: int, month: int) -> datetime:
    day = datetime(year, month, 1) + timedelta(days=int(random.integers(28)))
    if random.random() < kind.evening:
        day += timedelta(days=(4 + int(random.integers(2)) - day.weekday()))
        return _within(year, month, day) + timedelta(hours=float(20 + random.gamma(2.0, 1.6)))
    return day + timedelta(hours=float(np.clip(random.normal(14.5, 4.5), 0, 23.9)))


def _within(year: int, month: int, day: datetime) -> datetime:
    return (
        day
        if (day.year, day.month) == (year, month)
        else day + timedelta(days=7 if day.month != month and day.day > 20 else -7)
    )


def _place(random: np.random.Generator, kind: Kind) -> tuple[str, float, float]:
    names = [name for name, _ in kind.places]
    weights = np.array([weight for _, weight in kind.places])
    area = names[random.choice(len(names), p=weights / weights.sum())]
    x, y, spread = AREAS[area]
    return area, EAST + x + random.normal(0, spread), NORTH + y + random.normal(0, spread)


def _between(random: np.random.Generator, kind: Kind, when: datetime) -> tuple[datetime, datetime | None]:
    """The times between which it happened, as the person who reports it knows them; no end for a known moment."""
    if kind.commuters and random.random() < kind.commuters:
        monday_to_friday = when + timedelta(days=int(random.integers(5)) - when.weekday())
        day = _within(when.year, when.month, monday_to_friday).replace(hour=0, minute=0, second=0)
        return day + timedelta(hours=random.normal(7.2, 0.4)), day + timedelta(hours=random.normal(16.8, 0.6))
    hours = random.uniform(*kind.hours_unknown)
    start = when - timedelta(hours=hours * random.random())
    return start, start + timedelta(hours=hours) if hours else None


def _row(random: np.random.Generator, kind: Kind, when: datetime, area: str, x: float, y: float) -> list[str]:
    start, end = _between(random, kind, when)
    sex = age = ""
    if kind.women is not None:
        sex = "Kvinna" if random.random() < kind.women else "Man"
        age = AGES[random.choice(len(AGES), p=(0.14, 0.26, 0.22, 0.2, 0.12, 0.06))]
    return [
        "", kind.code, kind.name, f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}" if end else "", area, kind.place_type,
        "Inne" if random.random() < kind.indoors else "Ute", sex, age, f"{y:.0f}", f"{x:.0f}",
    ]  # fmt: skip
