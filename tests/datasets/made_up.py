"""An incident list made up from a seed: more in summer, on Friday nights and around one square, none of it real."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

HEADINGS = [
    "Brottstyp",
    "Från datum",
    "Till datum",
    "X-koordinat",
    "Y-koordinat",
    "Område",
    "Inomhus/utomhus",
    "Kön",
    "Åldersgrupp",
    "Platstyp",
]
CENTRE = (6_727_000, 617_000)  # SWEREF 99 TM, north and east
AREAS = ("Centrum", "Norr", "Söder")


def incidents(number: int, seed: int = 0) -> list[list[str]]:
    """Rows as a police district would save them: two years, ISO times, SWEREF 99 TM."""
    random = Random(seed)
    return [_row(random, place) for place in range(number)]


def write_incidents(path: Path, number: int, seed: int = 0, broken: int = 0) -> Path:
    """Semicolons and cp1252, as Swedish Excel saves CSV. The last `broken` rows have a day that does not exist."""
    rows = incidents(number, seed)
    for row in rows[number - broken :]:
        row[1] = "2024-02-31 10:00"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(rows)
    return path


def _row(random: Random, place: int) -> list[str]:
    day = datetime(2023, 1, 1) + timedelta(days=random.randrange(731))
    if random.random() < 0.35:
        day = day.replace(month=random.choice([6, 7, 8]), day=min(day.day, 30))
    if random.random() < 0.4:
        day -= timedelta(days=(day.weekday() - 4) % 7)
    start = day.replace(hour=random.choice([1, 22, 23, 0, 20, 14, 9]), minute=random.randrange(60))
    end = start + timedelta(hours=random.choice([0, 0, 1, 8]))
    gathered = random.random() < 0.4
    spread = 80 if gathered else 2500
    north, east = (round(random.gauss(middle, spread), 1) for middle in CENTRE)
    return [
        random.choice(["Cykelstöld", "Cykelstöld", "Skadegörelse", "Misshandel utomhus"]),
        start.strftime("%Y-%m-%d %H:%M"),
        end.strftime("%Y-%m-%d %H:%M"),
        str(east).replace(".", ","),
        str(north).replace(".", ","),
        "Centrum" if gathered else AREAS[1 + place % 2],
        random.choice(["inomhus", "utomhus", "utomhus"]),
        random.choice(["Kvinna", "Man", ""]),
        random.choice(["0–14", "15–24", "25–44", "45–64", "65–"]),
        random.choice(["gata", "park", "butik"]),
    ]
