"""Where it gathers: hot spots on a grid, how few squares hold half, and areas beside each other."""

from dataclasses import replace
from typing import Any

from samverkan.analysis.numbers import interval, listed, number, percent
from samverkan.charts import Bar, Bars, Cell, GridMap, Table, grid_map, horizontal_bars
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import decimals_for, words
from samverkan.datasets.tabulated.yearly import PER_INHABITANT

NO_PLACES = "Uppgifterna saknar koordinater, så platserna går inte att visa på karta."
TRUST = {
    "permutation": "Lita på p ur omkastningar: antalen är snett fördelade, så normalfördelningen pekar ut för många.",
    "normal": "P ur normalfördelningen går att lita på här: antalen är inte särskilt snett fördelade.",
}
MOST_AREAS = 20


def draw_hot_spots(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("grid")
    if not section:
        return Missing(NO_PLACES)
    numbered = {(cell["x"], cell["y"]): cell for cell in section["first"]}
    numbers = {place: nr for nr, place in enumerate(numbered, 1)}
    chart = GridMap(
        words=words(context, hot_spot_message(section), "hot_spots"),
        unit="händelser",
        cell_m=section["cell_m"],
        cells=tuple(
            Cell(x, y, count, numbers.get((x, y)), bool(numbered.get((x, y), {}).get("hot")))
            for x, y, count in section["cells"]
        ),
        mark_label="Fler än slumpen brukar ge, med grannarna",
    )
    table = _table(section)
    return Drawn(
        chart=replace(grid_map(chart), table=table, notes=()),
        compact=replace(grid_map(chart, compact=True), table=table, notes=()),
        sentences=(TRUST[section["p_method"]],),
        method=("Getis–Ord Gi* för varje ruta med sina åtta grannar (Getis och Ord 1992).",),
        choices=told(section, "told"),
    )


def hot_spot_message(section: dict[str, Any]) -> str:
    side, hot = number(section["cell_m"]), section["hot_cells"]
    if hot:
        squares = "ruta" if hot == 1 else "rutor"
        return f"{number(hot)} {squares} om {side} meter har, med sina grannar, fler händelser än slumpen brukar ge"
    return f"ingen ruta om {side} meter har säkert fler händelser än slumpen brukar ge"


def _table(section: dict[str, Any]) -> Table:
    """The numbered squares with both kinds of p, so that the reader sees what the adjustment does.

    The test values were left out of what is handed over (pictures/small_cells.py), and then their columns are too.
    """
    first = section["first"]
    tested = any(cell["p"] is not None for cell in first)
    rows = [
        (
            str(nr),
            f"{number(cell['x'])} öst, {number(cell['y'])} nord",
            number(cell["count"]),
            *(_tests(cell) if tested else ()),
            "ja" if cell["hot"] else "nej",
        )
        for nr, cell in enumerate(first, 1)
    ]
    tests = ("Gi*", "p", "p, justerat för många rutor") if tested else ()
    return Table.of(("Nr", "Rutans mitt", "Händelser", *tests, "Sticker ut"), rows, 2)


def _tests(cell: dict[str, Any]) -> tuple[str, str, str]:
    return number(cell["gi_star"], 2), _p(cell["p"]), _p(cell["p_adjusted"])


def _p(value: float) -> str:
    return "under 0,001" if value < 0.001 else number(value, 3)


def draw_concentration(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("grid")
    if not section:
        return Missing(NO_PLACES)
    found = section["concentration"]
    chart = Bars(
        words=words(context, _concentration_message(found, section["cell_m"]), "concentration"),
        unit="andel av rutorna, procent",
        heading="Fördelning",
        bars=(
            Bar("I uppgifterna", 100 * found["share_of_places"]),
            Bar("Om slumpen fördelade dem", 100 * found["chance_share"], kind="other"),
        ),
        suffix="%",
        decimals=1,
    )
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        sentences=(
            "Om slumpen fördelade händelserna lika över rutorna skulle hälften finnas i "
            f"{interval(100 * found['chance_low'], 100 * found['chance_high'], 1)} procent av dem.",
        ),
        method=(found["method"],),
        caveats=told(found, "told"),
    )


def _concentration_message(found: dict[str, Any], side: float) -> str:
    says = f"hälften finns i {percent(100 * found['share_of_places'], 1)} av rutorna om {number(side)} meter"
    if found["p"] <= 0.05:
        return f"{says}, mer samlat än slumpen brukar ge"
    return f"{says}, inte mer samlat än slumpen brukar ge"


def draw_areas(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("areas")
    if not section or len(section["areas"]) < 2:
        return Missing(
            "Uppgifterna har inga områden att jämföra. Läs in områden som GeoJSON, så räknas de fram ur koordinaterna."
        )
    rated = [area for area in section["areas"] if area["rate"]]
    by_rate = bool(section["whole"]) and len(rated) > 1
    shown = (rated if by_rate else section["areas"])[:MOST_AREAS]
    chart = _rate_bars(shown, section, context) if by_rate else _count_bars(shown, context)
    more = [f"De {len(shown)} områdena med flest visas."] if len(section["areas"]) > len(shown) else []
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        method=(section["method"],) if by_rate else ("Antal händelser per område.",),
        choices=(*told(section, "told"), *more),
        caveats=() if by_rate else ("Områden med fler invånare har oftast fler händelser.",),
        advice=() if by_rate else ("Läs in befolkning per område för att jämföra områdena.",),
        unused=() if by_rate else ("population",),
    )


def _count_bars(areas: list[dict[str, Any]], context: Context) -> Bars:
    top = areas[0]
    says = f"flest i {top['name']}, {number(top['count'])} ({percent(100 * top['share'])})"
    bars = tuple(Bar(area["name"], area["count"]) for area in areas)
    return Bars(words(context, says, "areas"), "händelser", "Område", bars)


def _rate_bars(areas: list[dict[str, Any]], section: dict[str, Any], context: Context) -> Bars:
    above = [area["name"] for area in areas if area["index"] and area["index"]["low"] > 100]
    says = "inget område har säkert fler per invånare än helheten"
    if above:
        says = f"fler per invånare i {listed(above[:3])} än i området som helhet"
        says += f" och {len(above) - 3} områden till" if len(above) > 3 else ""
    ordered = sorted(areas, key=lambda area: -area["rate"]["value"])
    bars = tuple(
        Bar(area["name"], area["rate"]["value"], area["rate"]["low"], area["rate"]["high"])
        for area in ordered
    )
    return Bars(
        words=words(context, says, "areas"),
        unit=f"händelser {PER_INHABITANT}",
        heading="Område",
        bars=bars,
        reference=section["whole"]["value"],
        reference_label="Alla områden",
        decimals=decimals_for([bar.value for bar in bars]),
    )
