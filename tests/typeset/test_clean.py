from pathlib import Path

import fontpkg_source_sans_3
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.typeset.blocks import Paragraph, Run
from samverkan.typeset.clean import GLYPHS, every_text, plain, with_glyphs

FILES = Path(fontpkg_source_sans_3.__file__).parent / "files"


@pytest.mark.parametrize("file", sorted(FILES.glob("*.ttf")), ids=lambda file: file.stem)
def test_the_typeface_has_every_glyph_we_vouch_for(file: Path) -> None:
    assert {ord(character) for character in GLYPHS} - {0x0A} <= set(TTFont(file).getBestCmap())


def test_everything_ordinary_swedish_needs_is_vouched_for() -> None:
    assert GLYPHS.issuperset(
        "abcåäöÅÄÖéÉüæøß 0123456789 .,:;!?–—…”’»«()[]{}/\\%‰§&@#*+−×÷=≈≠≤≥±²³½·•→←↑↓€°\u202f\u00a0\n"
    )
    assert GLYPHS.issuperset("čđŋšŧž ŁśćżąęńóŽ ąčęėįšųū ăâîșț ğışİ Åsa Renée Žižek"), (
        "Sami and our neighbours"
    )
    assert GLYPHS.issuperset("Привет Ελλάδα")


def test_tabs_line_ends_and_controls_follow_fixed_rules() -> None:
    assert plain("a\tb\r\nc\x0bd\x85e\u2028f") == "a b\nc\nd\ne\nf"
    assert plain("a\x00\x07\x1b\x7f\ufeff\u202eb\u202c\ud800\ufffe") == "ab"
    assert plain("A\u030asa") == "Åsa"


def test_what_the_typeface_lacks_gets_its_plain_form_or_one_box() -> None:
    assert with_glyphs("ﬁn ④ ＡＢ") == "fin 4 AB"
    assert with_glyphs("hej 👨‍👩‍👧👍🏽 du 漢字") == "hej □ du □"
    assert with_glyphs("redan åäö") == "redan åäö"


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_no_text_at_all_gets_past(text: str) -> None:
    cleaned = with_glyphs(plain(text))
    assert GLYPHS.issuperset(cleaned)
    assert with_glyphs(plain(cleaned)) == cleaned, "doing it again changes nothing"


def test_every_string_of_a_document_is_reached_and_nothing_else_changes() -> None:
    before = (Paragraph((Run("å", "strong"), Run("b"))), 3, None)
    after = (Paragraph((Run("ä", "strong"), Run("b"))), 3, None)
    assert every_text(before, lambda text: text.replace("å", "ä")) == after
