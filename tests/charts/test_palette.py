"""Contrast by WCAG 2.2 (relative luminance), 4.5:1 for text and 3:1 for marks that carry meaning."""

import re

import pytest

from samverkan.charts import palette


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", ["label", "strong", "muted", "own-text", "value", "muted-halo"])
def test_text_is_readable_on_paper_in_both_themes(kind: str) -> None:
    style = palette.STYLES[kind]
    assert contrast(style.light["fill"], palette.PAPER) >= 4.5
    assert contrast(style.dark["fill"], palette.PAPER_DARK) >= 4.5


@pytest.mark.parametrize("step", range(palette.STEPS))
def test_numbers_are_readable_on_every_heat_step(step: int) -> None:
    text = palette.STYLES[f"on-heat-{step}"]
    assert contrast(text.light["fill"], palette.HEAT[step]) >= 4.5
    assert contrast(text.dark["fill"], palette.HEAT_DARK[step]) >= 4.5


@pytest.mark.parametrize("kind", ["own-bar", "soft-bar", "ref-bar", "own-line", "ref-line", "axis", "limit"])
def test_marks_are_seen_on_paper_in_both_themes(kind: str) -> None:
    style = palette.STYLES[kind]
    key = "stroke" if "stroke" in style.light else "fill"
    assert contrast(style.light[key], palette.PAPER) >= 3
    assert contrast(style.dark[key], palette.PAPER_DARK) >= 3


def test_heat_grows_darker_on_paper_and_lighter_in_the_dark() -> None:
    light = [_luminance(colour) for colour in palette.HEAT]
    dark = [_luminance(colour) for colour in palette.HEAT_DARK]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_heat_steps_are_equal_parts_and_zero_has_its_own() -> None:
    assert [palette.heat_step(value, 60) for value in (0, 1, 10, 11, 60)] == [0, 1, 1, 2, 6]


def test_the_dark_theme_has_a_rule_for_every_look() -> None:
    assert set(re.findall(r"\.chart \.([\w-]+)\{", palette.dark_css())) == set(palette.STYLES)
    assert ".chart .own-line{stroke:#7CC6D3}" in palette.dark_css()
