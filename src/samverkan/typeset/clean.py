"""Text that no writer trips on, by fixed rules, so that the same text always gives the same document.

For every format: composed form (NFC); tabs become spaces; every kind of line end becomes a plain one;
control characters, byte-order marks, text-direction overrides and code points that are no characters go.
For PDF, which must carry a glyph for all it shows: what the typeface lacks is replaced by its plain
equivalent (ﬁ by fi, ④ by 4), joiners and variation selectors go, and what is still missing, emoji for
instance, becomes one □ per unbroken run.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")

BOX = "□"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_JOINERS = re.compile(
    "[\u034f\u200c\u200d\u2060-\u2065\ufe00-\ufe0f\U000e0000-\U000e0fff\U0001f3fb-\U0001f3ff]"
)
_BOXES = re.compile(f"{BOX}+")

# The part of Source Sans 3 that we vouch for: Latin with all its accents, Greek, Cyrillic, and the signs
# of ordinary writing. A test holds it against the typeface itself.
_GLYPHS = (
    (0x0A, 0x0A), (0x20, 0x7E), (0xA0, 0x181), (0x192, 0x192), (0x1CD, 0x1DC), (0x1FA, 0x1FF), (0x218, 0x21B),
    (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x30C), (0x384, 0x385), (0x388, 0x38A), (0x38E, 0x3A1),
    (0x3A3, 0x3CE), (0x400, 0x45F), (0x490, 0x493), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2009, 0x200B),
    (0x2010, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2070, 0x2071), (0x2074, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2199), (0x2202, 0x2202), (0x2206, 0x2206), (0x2211, 0x2212), (0x221A, 0x221A), (0x221E, 0x221E),
    (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25BA), (0x25BC, 0x25C4),
    (0x25C6, 0x25C6), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2610, 0x2611), (0x2713, 0x2714), (0x2717, 0x2718),
)  # fmt: skip
GLYPHS = frozenset(chr(code) for first, last in _GLYPHS for code in range(first, last + 1))


def plain(text: str) -> str:
    """Safe for every format; see the top of this file."""
    ended = _LINE_ENDS.sub("\n", text.replace("\t", " "))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", ended))


def is_blank(text: str) -> bool:
    """Nothing a reader could see: only spaces, controls and other invisible characters."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


def with_glyphs(text: str) -> str:
    """Plain text of which every character can be shown in the PDF; see the top of this file."""
    if GLYPHS.issuperset(text):
        return text
    shown = "".join(_shown(character) for character in _JOINERS.sub("", text))
    return _BOXES.sub(BOX, shown)


def _shown(character: str) -> str:
    if character in GLYPHS:
        return character
    equivalent = unicodedata.normalize("NFKC", character)
    return equivalent if GLYPHS.issuperset(equivalent) else BOX


def every_text(value: T, change: Callable[[str], str]) -> T:
    """A copy of a document, or of any part of one, with `change` applied to every string in it."""
    changed: object = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, tuple):
        changed = tuple(every_text(part, change) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: every_text(getattr(value, field.name), change) for field in fields(value)}
        changed = replace(value, **parts)
    return cast(T, changed)
