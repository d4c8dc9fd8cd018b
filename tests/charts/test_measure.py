from pathlib import Path

import fontpkg_source_sans_3
import pytest
from fontTools.ttLib import TTFont

from samverkan.charts.measure import cut, spread, text_width, wrap

FONT = Path(fontpkg_source_sans_3.__file__).parent / "files" / "SourceSans3[wght].ttf"
SENTENCES = (
    "Anmälda brott per 100\u202f000 invånare",
    "100 = en genomsnittlig månad",
    "Centrum med Hamnkvarteren och Stationsområdet",
    "Hela landet 1\u202f016, −25,8 %",
    "VÄXJÖ ÖSTRA LOKALPOLISOMRÅDE",
)


@pytest.mark.parametrize("weight", [400, 600])
def test_the_estimate_is_never_too_narrow_and_at_most_a_tenth_too_wide(weight: int) -> None:
    font = TTFont(FONT)
    names, glyphs = font.getBestCmap(), font.getGlyphSet(location={"wght": weight})
    for sentence in SENTENCES:
        real = sum(glyphs[names[ord(character)]].width for character in sentence) / 1000 * 13
        assert real <= text_width(sentence, 13, bold=weight == 600) <= 1.1 * real, sentence


def test_text_wraps_at_spaces_and_is_cut_when_it_never_fits() -> None:
    assert wrap("Centrum och Hamnen", 60, 13) == ["Centrum", "och", "Hamnen"]
    assert all(text_width(row, 13) <= 60 for row in wrap("Donaudampfschifffahrt " * 9, 60, 13))
    assert cut("Stationsområdet", 50, 13).endswith("…")
    assert cut("Ek", 50, 13) == "Ek"


def test_labels_are_moved_apart_as_little_as_needed_and_keep_their_order() -> None:
    assert spread([10, 50], 15, 0, 100) == [10, 50]
    assert spread([52, 50, 99], 15, 0, 100) == [65, 50, 99]
    assert spread([99, 98], 15, 0, 100) == [100, 85]
