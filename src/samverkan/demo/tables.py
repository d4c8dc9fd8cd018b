"""Made-up tables as offices have them: reported crime, population, costs, a safety survey and the areas' borders."""

import csv
import io
import json
from typing import Any

import numpy as np

from samverkan.demo.incidents import AREAS, EAST, NORTH

POPULATION = {"Björkvalla": 32_400, "Strandhaga": 28_900, "Granåker": 41_200, "Mellanby": 24_700, "Hedsjö": 36_800,
              "Kvarnfors": 30_100, "Lövhult": 27_500, "Rönnånger": 45_300, "Tallberga": 22_900, "Åmynne": 34_600}  # fmt: skip
COUNTRY = 10_600_000
# Per 100 000 inhabitants and year in the made-up county, and how Björkvalla differs from it.
CRIMES = {
    "Cykelstöld": (760.0, 1.9),
    "Inbrott i bostad": (330.0, 0.92),
    "Misshandel utomhus": (250.0, 1.05),
    "Klotter": (480.0, 1.32),
}
AREA_PEOPLE = {"Centrum": 6200, "Stationen": 1100, "Norrängen": 7900, "Sjöstaden": 6400, "Ekbacken": 5600,
               "Industriområdet": 300, "Landsbygden": 4900}  # fmt: skip


def reported_crime_page(first_year: int, last_year: int, *, seed: int = 7) -> bytes:
    """A saved result page in the shape of the national database: areas as headings, crimes as rows, years as columns."""
    random = np.random.default_rng(seed)
    years = list(range(first_year, last_year + 1))
    lines = [
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body><table>'
    ]
    lines.append(f'<tr><td rowspan="3"></td><th colspan="{2 * len(years)}" axis="ar">År</th></tr>')
    heads = [f"{year} prel." if year == last_year else str(year) for year in years]
    lines.append("<tr>" + "".join(f'<th colspan="2" axis="manader">{head}</th>' for head in heads) + "</tr>")
    lines.append(
        "<tr>" + '<th axis="matt">Antal</th><th axis="matt">/100 000 inv</th>' * len(years) + "</tr>"
    )
    for area, people in {"Hela landet": COUNTRY, **POPULATION}.items():
        name = area if area == "Hela landet" else f"{area} kommun"
        lines.append(f'<tr><th axis="region">{name}</th>' + "<td></td>" * (2 * len(years)) + "</tr>")
        for crime, (per_100_000, factor) in CRIMES.items():
            level = per_100_000 * _level(random, area, factor)
            growth = 0.13 if (area, crime) == ("Björkvalla", "Cykelstöld") else random.normal(0, 0.01)
            cells = []
            for year in years:
                count = random.poisson(level * people / 100_000 * (1 + growth) ** (year - last_year))
                thousands = f"{count:,}".replace(",", "&nbsp;")
                cells.append(f"<td>{thousands}</td><td>{count / people * 100_000:.0f}</td>")
            lines.append(f"<tr><th>{crime}</th>{''.join(cells)}</tr>")
    lines.append("</table></body></html>")
    return "\n".join(lines).encode("latin-1")


def _level(random: np.random.Generator, area: str, own: float) -> float:
    """How an area lies against the made-up country: the demo's own as told, the others about as the country."""
    if area == "Hela landet":
        return 1.0
    return own if area == "Björkvalla" else random.uniform(0.87, 1.13)


def population_file(first_year: int, last_year: int) -> bytes:
    """Population by area and year, with the leading zero and no-break space that such files have."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    years = range(first_year, last_year + 1)
    writer.writerow(["Folkmängd efter område och år (påhittade uppgifter)"])
    writer.writerow(["område", *years])
    for name, people in AREA_PEOPLE.items():
        numbers = (round(people * 1.006 ** (year - last_year)) for year in years)
        writer.writerow([name, *(f"{number:,}".replace(",", "\u00a0") for number in numbers)])
    return text.getvalue().encode("utf-8-sig")


def damage_cost_file(year: int, *, seed: int = 11) -> bytes:
    """What the municipality paid to mend damage, by object and month, in kronor with decimal comma."""
    random = np.random.default_rng(seed + year)
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerow(["Område", "Kostnadsslag", "År", "Månad", "Kostnad (kr)"])
    for area, level in [
        ("Norrängen", 56_000),
        ("Centrum", 27_000),
        ("Stationen", 31_000),
        ("Ekbacken", 9_000),
    ]:
        for post, share in [("Klottersanering", 0.5), ("Glasskador", 0.3), ("Övrig skadegörelse", 0.2)]:
            for month in range(1, 13):
                cost = level * share * random.gamma(16, 0.0625)
                writer.writerow([area, post, year, month, f"{cost:.2f}".replace(".", ",")])
    return text.getvalue().encode("utf-16")


def survey_file(year: int, *, seed: int = 13) -> bytes:
    """Answers to a local safety survey: shares with the number of respondents, by sex."""
    random = np.random.default_rng(seed + year)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Område", "Fråga", "År", "Kön", "Andel (%)", "Antal svarande"])
    for area in ("Centrum", "Norrängen", "Sjöstaden", "Ekbacken"):
        for question, women, men in [
            ("Otrygg utomhus sent på kvällen", 34, 17),
            ("Utsatt för cykelstöld det senaste året", 9, 8),
        ]:
            for sex, share in [("Kvinnor", women), ("Män", men)]:
                extra = 9 if area == "Norrängen" else 0
                answers = int(random.integers(110, 190))
                writer.writerow(
                    [
                        area,
                        question,
                        year,
                        sex,
                        f"{share + extra + random.normal(0, 2):.1f}".replace(".", ","),
                        answers,
                    ]
                )
    return text.getvalue().encode("cp1252")


def areas_geojson() -> dict[str, Any]:
    """The areas' borders as boxes around their middles, in SWEREF 99 TM."""
    features = []
    for name, (x, y, spread) in AREAS.items():
        if name == "Landsbygden":
            continue
        reach = 2.2 * spread
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
        ring = [[EAST + x + reach * dx, NORTH + y + reach * dy] for dx, dy in corners]
        features.append(
            {
                "type": "Feature",
                "properties": {"namn": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
        "features": features,
    }


def areas_file() -> bytes:
    return json.dumps(areas_geojson(), ensure_ascii=False).encode()
