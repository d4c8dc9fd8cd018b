"""Style sheets, type and scripts: nothing from outside, nothing missing, nothing heavy."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from samverkan.web.build_chart_theme import SHEET, chart_theme

STATIC = Path(__file__).parents[2] / "src/samverkan/web/static/web"
SHEETS = sorted(STATIC.glob("*.css"))
# The tokens decide, and the charts' dark twin is made from the charts' palette, which test_tokens compares.
HAND_WRITTEN = [sheet for sheet in SHEETS if sheet.name != "tokens.css" and sheet != SHEET]
SCRIPTS = sorted(STATIC.glob("js/*.js"))
FONTS = sorted(STATIC.glob("fonts/*.woff2"))
NEEDED = "åäöÅÄÖéü0123456789.,:;%()”’–—−…→←≥≤½×\u00a0\u202f\u2009"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_asks_only_for_files_that_lie_beside_it(sheet: Path) -> None:
    asked = re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet.read_text())
    assert all((STATIC / address).is_file() for address in asked)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_a_style_sheet_uses_is_decided_somewhere(sheet: Path) -> None:
    decided = {name for path in SHEETS for name in re.findall(r"(--[\w-]+)\s*:", path.read_text())}
    assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= decided


@pytest.mark.parametrize("sheet", HAND_WRITTEN, ids=lambda path: path.name)
def test_colours_are_decided_in_the_tokens_alone(sheet: Path) -> None:
    allowed = {"print.css": {"#FFFFFF", "#000000", "#444444", "#BBBBBB"}, "forms.css": {"#FFFFFF"}}
    found = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet.read_text()))
    assert found <= allowed.get(sheet.name, set())


def test_the_charts_dark_twin_is_up_to_date() -> None:
    assert SHEET.read_text() == chart_theme(), "run: python -m samverkan.web.build_chart_theme"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_runs_no_text_as_code_and_builds_no_markup_from_text(script: Path) -> None:
    forbidden = r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write"
    assert re.findall(forbidden, script.read_text()) == []


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_font_is_light_and_has_what_swedish_offices_write(path: Path) -> None:
    assert path.stat().st_size < 80_000
    assert {character for character in NEEDED if ord(character) not in TTFont(path).getBestCmap()} == set()


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_figures_are_equally_wide_and_the_thin_space_can_be_seen(path: Path) -> None:
    font = TTFont(path)
    names, widths = font.getBestCmap(), font["hmtx"]
    digits = [widths[names[ord(digit)]][0] for digit in "0123456789"]
    assert max(digits) - min(digits) <= 1  # thousandths of an em: the italic is rounded so in the source
    assert widths[names[0x202F]][0] < widths[names[ord(" ")]][0]
    assert widths[names[0x202F]][0] >= 150


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_changed_font_does_not_bear_the_reserved_name(path: Path) -> None:
    """The Open Font License, condition 3."""
    names = [str(record) for record in TTFont(path)["name"].names if record.nameID in {1, 4, 6, 16}]
    assert names
    assert not any("Source" in name for name in names)
