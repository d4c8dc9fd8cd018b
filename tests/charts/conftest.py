"""One filled-in example of every chart, about a fictional municipality except for the handbook's own table."""

import math

import pytest

from samverkan import charts
from samverkan.charts import Chart, Words

YEARS = tuple(range(2010, 2020))
# Reported burglary per 100 000 inhabitants 2010-2019: the handbook, p. 39.
COUNTRY = (986, 995, 922, 888, 913, 917, 895, 892, 764, 732)
GAVLE = (681, 900, 739, 714, 1082, 895, 896, 931, 990, 1016)
SUNDSVALL = (905, 526, 501, 592, 805, 575, 621, 625, 480, 591)


def years() -> charts.YearLines:
    return charts.YearLines(
        Words("Inbrotten är 39 % fler än i landet", "anmälda inbrott i Gävle 2010–2019"),
        "Anmälda inbrott per 100 000 invånare",
        YEARS,
        charts.Series("Gävle", GAVLE),
        (charts.Series("Hela landet", COUNTRY), charts.Series("Sundsvall", SUNDSVALL)),
        low=tuple(value - 55 for value in GAVLE),
        high=tuple(value + 58 for value in GAVLE),
        changes=(charts.Change(2015, "Nytt sätt att räkna"),),
        preliminary=(2019,),
    )


def months() -> charts.MonthBars:
    index = (71, 68, 84, 97, 118, 131, 104, 139, 128, 110, 82, 68)
    return charts.MonthBars(
        Words("Cykelstölderna är flest från maj till september", "anmälda cykelstölder i Lindvik 2020–2024"),
        "Säsongsindex",
        index,
        low=tuple(value - 11 for value in index),
        high=tuple(value + 12 for value in index),
        reference=100,
        reference_label="100 = en genomsnittlig månad",
        strong=(5, 6, 8, 9),
    )


def bars() -> charts.Bars:
    return charts.Bars(
        Words("Norrstrand har högst andel utsatta", "andel som utsatts för stöld i Lindvik 2024"),
        "Andel utsatta, procent",
        "Område",
        (
            charts.Bar("Norrstrand", 14.2, 11.0, 18.1),
            charts.Bar("Centrum med Hamnkvarteren och Stationsområdet", 12.9, 10.4, 15.9),
            charts.Bar("Ekbacken", 7.4, 5.2, 10.3),
            charts.Bar("Landsbygden", None),
            charts.Bar("Liknande kommuner", 8.8, 8.3, 9.3, "other"),
        ),
        suffix="%",
        reference=8.1,
        reference_label="Hela Lindvik 8,1 %",
        decimals=1,
    )


def week() -> charts.WeekdayHour:
    def height(day: int, hour: int) -> float:
        late = min(hour, 24 - hour)
        night = math.exp(-late * late / 16)
        return (
            1.5
            + 9 * night * (2.2 if (day + (hour > 12)) in (5, 6) else 1)
            + 4 * math.exp(-((hour - 15) ** 2) / 10)
        )

    values = tuple(tuple(height(day, hour) for hour in range(24)) for day in range(7))
    return charts.WeekdayHour(
        Words("Skadegörelsen sker mest på helgnätter", "anmäld skadegörelse i Lindvik 2020–2024"),
        "Händelser per timme i veckan",
        values,
    )


def funnel() -> charts.Funnel:
    centre = 640.0

    def limit(population: float) -> charts.FunnelLimit:
        spread = math.sqrt(centre / population * 100_000) * 2.1
        return charts.FunnelLimit(
            population,
            centre - 1.96 * spread,
            centre + 1.96 * spread,
            centre - 3.09 * spread,
            centre + 3.09 * spread,
        )

    points = tuple(
        charts.FunnelPoint(
            f"Kommun {n}", 9_000 + 3_100 * n, centre + 150 * math.sin(n * 2.1) - n, is_named=n == 18
        )
        for n in range(2, 26)
    )
    return charts.Funnel(
        Words("Lindvik ligger över vad slumpen brukar ge", "anmälda cykelstölder 2024 i liknande kommuner"),
        "Anmälda cykelstölder per 100 000 invånare",
        (*points, charts.FunnelPoint("Lindvik", 41_200, 905.0, is_own=True)),
        tuple(limit(population) for population in range(8_000, 100_001, 2_000)),
        centre,
        centre_label="Gruppens nivå",
    )


def grid() -> charts.GridMap:
    cells = []
    for column in range(26):
        for row in range(16):
            near = math.hypot(column - 9, row - 7)
            far = math.hypot(column - 19, row - 11)
            count = int(
                26 * math.exp(-near * near / 4) + 15 * math.exp(-far * far / 3) + (column * row) % 3 * 0.6
            )
            if count:
                cells.append((600_000 + column * 250 + 125, 6_700_000 + row * 250 + 125, count))
    ordered = sorted(cells, key=lambda cell: -cell[2])
    return charts.GridMap(
        Words("Hälften av stölderna sker på 14 platser", "anmälda cykelstölder i Lindvik 2020–2024"),
        "Händelser",
        250,
        tuple(
            charts.Cell(x, y, count, place + 1 if place < 8 else None, place < 14)
            for place, (x, y, count) in enumerate(ordered)
        ),
        (
            charts.Area("Centrum", (_ring(600_300, 6_700_200, 3_300, 3_500),)),
            charts.Area("Norrstrand", (_ring(603_600, 6_700_300, 2_700, 3_500),)),
        ),
        "Fler än vad slumpen brukar ge",
    )


def _ring(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + width, y + 120), (x + width * 0.94, y + height), (x + 200, y + height * 0.9), (x, y))


def near() -> charts.NearRepeat:
    observed = ((61, 22, 18, 20), (48, 31, 29, 33), (52, 47, 44, 51), (70, 66, 61, 72))
    expected = (
        (22.4, 16.1, 18.9, 21.3),
        (30.2, 28.8, 29.9, 33.4),
        (46.1, 45.9, 47.0, 50.2),
        (68.0, 66.4, 64.1, 71.7),
    )
    return charts.NearRepeat(
        Words(
            "Risken för ett nytt inbrott är störst de första dagarna", "bostadsinbrott i Lindvik 2022–2024"
        ),
        ("samma plats", "1 till under 100 m", "100 till under 200 m", "200 till under 400 m"),
        ("0 till under 3 dagar", "3 till under 7 dagar", "7 till under 14 dagar", "14 till under 28 dagar"),
        tuple(
            tuple(o / e for o, e in zip(row, want, strict=True))
            for row, want in zip(observed, expected, strict=True)
        ),
        observed,
        expected,
        tuple(
            tuple(o / e > 1.3 for o, e in zip(row, want, strict=True))
            for row, want in zip(observed, expected, strict=True)
        ),
        "Fler par än vad slumpen brukar ge",
    )


def wheel() -> charts.YearWheel:
    return charts.YearWheel(
        Words("Sommaren och skolstarten kräver mest", "mönster och planerat arbete i Lindvik"),
        (
            charts.Lane(
                "Återkommande mönster",
                "pattern",
                (
                    charts.Span("Cykelstölder", 5, 9),
                    charts.Span("Bostadsinbrott när det är mörkt", 11, 2),
                    charts.Span("Ungdomsfylleri vid skolavslutning", 6, 6),
                    charts.Span("Skadegörelse på skolor", 7, 8),
                ),
            ),
            charts.Lane(
                "Planerat arbete",
                "activity",
                (
                    charts.Span("Trygghetsvandringar", 4, 5),
                    charts.Span("Cykelmärkning vid stationen", 4, 4),
                    charts.Span("Nattvandringar", 6, 9),
                    charts.Span("Grannsamverkan: möten och utskick till boende", 10, 11),
                    charts.Span("Uppföljning till styrgruppen", 1, 1),
                ),
            ),
        ),
        "Lindvik 2025",
    )


def spark() -> charts.Sparkline:
    return charts.Sparkline(Words("Inbrotten ökar", "inbrott i Gävle"), tuple(map(str, YEARS)), GAVLE)


def all_charts(compact: bool = False) -> dict[str, Chart]:
    return {
        "years": charts.year_lines(years(), compact),
        "months": charts.month_bars(months(), compact),
        "bars": charts.horizontal_bars(bars(), compact),
        "week": charts.weekday_hour(week(), compact),
        "funnel": charts.funnel(funnel(), compact),
        "grid": charts.grid_map(grid(), compact),
        "near": charts.near_repeat_table(near(), compact),
        "wheel": charts.year_wheel(wheel(), compact),
        "spark": charts.sparkline(spark()),
    }


@pytest.fixture(params=["wide", "compact"])
def drawn(request: pytest.FixtureRequest) -> dict[str, Chart]:
    """Every chart by name, in both widths."""
    return all_charts(request.param == "compact")
