"""The colours can be read: contrast by WCAG 2.2, computed from the tokens as they stand in the style sheet."""

import re
from pathlib import Path

import pytest

from samverkan.charts import palette

SHEET = Path(__file__).parents[2] / "src/samverkan/web/static/web/tokens.css"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});")
TEXTS = ("ink", "muted", "primary", "accent", "ok", "warn", "stop")
PARTIES = ("party-1", "party-2", "party-3", "party-4")


def themes() -> dict[str, dict[str, str]]:
    light, dark = SHEET.read_text().split("@media screen and (prefers-color-scheme: dark)")
    given = dict(COLOUR.findall(light))
    return {"light": given, "dark": given | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=["light", "dark"])
def tokens(request: pytest.FixtureRequest) -> dict[str, str]:
    return themes()[request.param]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)  # the definition's own example


@pytest.mark.parametrize("text", [*TEXTS, *PARTIES])
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_text_in_every_colour_is_readable_on_paper_and_ground(
    tokens: dict[str, str], text: str, ground: str
) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("wash", ["primary", "accent", "ok", "warn", "stop"])
def test_a_tinted_ground_carries_its_own_colour_ink_and_links(tokens: dict[str, str], wash: str) -> None:
    for text in (wash, "ink", "muted", "primary"):
        assert contrast(tokens[text], tokens[f"{wash}-wash"]) >= 4.5


def test_the_main_button_can_be_read_at_rest_and_under_the_pointer(tokens: dict[str, str]) -> None:
    assert contrast(tokens["on-primary"], tokens["primary"]) >= 4.5
    assert contrast(tokens["on-primary"], tokens["primary-press"]) >= 4.5


@pytest.mark.parametrize("party", PARTIES)
def test_initials_can_be_read_in_every_partys_mark(tokens: dict[str, str], party: str) -> None:
    assert contrast(tokens["on-party"], tokens[party]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "ground", "primary-wash"])
def test_the_edge_of_an_input_stands_out(tokens: dict[str, str], ground: str) -> None:
    assert contrast(tokens["control"], tokens[ground]) >= 3


@pytest.mark.parametrize("step", range(1, 6))
def test_a_filled_arc_of_the_wheel_stands_out_from_the_paper(tokens: dict[str, str], step: int) -> None:
    assert contrast(tokens[f"step-{step}"], tokens["paper"]) >= 3


def test_the_page_and_the_charts_share_their_shades() -> None:
    shades = themes()
    for theme, heat in (("light", palette.HEAT), ("dark", palette.HEAT_DARK)):
        assert tuple(shades[theme][f"heat-{step}"] for step in range(palette.STEPS)) == heat
    assert shades["light"]["primary"] == palette.PRIMARY
    assert shades["dark"]["primary"] == palette.PRIMARY_DARK
    assert shades["light"]["paper"] == palette.PAPER
    assert shades["dark"]["paper"] == palette.PAPER_DARK
