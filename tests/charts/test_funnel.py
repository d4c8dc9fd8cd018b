import re

from samverkan.charts import Funnel, FunnelLimit, FunnelPoint, Words, funnel

LIMITS = (FunnelLimit(1_000, 50, 150, 20, 180), FunnelLimit(50_000, 90, 110, 80, 120))
POINTS = (
    FunnelPoint("Lindvik", 20_000, 140.0, is_own=True),
    FunnelPoint("Ekby", 30_000, 100.0),
    FunnelPoint("Sundby", 31_000, 60.0, is_named=True),
    FunnelPoint("Tysta", 5_000, None),
)
DATA = Funnel(Words("Rubrik", "stölder 2024"), "Per 100 000 invånare", POINTS, LIMITS, 100)


def test_own_place_and_named_places_are_labelled_and_the_rest_are_in_the_table() -> None:
    chart = funnel(DATA)
    assert "Lindvik</text>" in chart.svg and "Sundby</text>" in chart.svg
    assert "Ekby</text>" not in chart.svg
    assert chart.table.rows[1] == ("Ekby", "30\u202f000", "100")


def test_a_place_without_a_figure_is_not_drawn_at_zero() -> None:
    chart = funnel(DATA)
    assert len(re.findall(r'class="(?:own|ref)-dot"', chart.svg)) == 3
    assert chart.table.rows[3] == ("Tysta", "5\u202f000", "saknas")


def test_both_limits_are_drawn_and_named() -> None:
    svg = funnel(DATA).svg
    assert svg.count('class="limit"') == 2 and svg.count('class="limit-inner"') == 2
    assert "95 %</text>" in svg and "99,8 %</text>" in svg


def test_the_description_names_the_own_place_and_the_common_level() -> None:
    told = funnel(DATA).description
    assert told == (
        "Trattdiagram över stölder 2024, Per 100 000 invånare, med 3 platser efter befolkning. "
        "Gemensam nivå: 100. Lindvik har 140. Namngivna i bilden: Sundby."
    )
