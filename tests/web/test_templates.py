"""What holds for every template in the product: the browser's rules against foreign code, and that it compiles."""

import re
from pathlib import Path

import pytest
from django.template import engines

from samverkan.web.icons import DRAWINGS

SOURCES = Path(__file__).parents[2] / "src/samverkan"
TEMPLATES = sorted(SOURCES.glob("**/templates/**/*.html")) + sorted(SOURCES.glob("**/templates/**/*.svg"))
# A mail has no stylesheet to lean on.
MAILS = {"notices/templates/notices/notice.html"}
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "a javascript: address": re.compile(r"javascript:"),
    "something from another site": re.compile(
        r"<(?:script|link|img)\b[^>]*\s(?:src|href)=[\"'](?:https?:)?//"
    ),
}


def text_of(path: Path) -> str:
    return re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(SOURCES))


@pytest.mark.parametrize("what", INLINE)
def test_the_search_for_forbidden_code_finds_it(what: str) -> None:
    examples = {
        "a style attribute": '<p class="a" style="color:red">',
        "a style element": "<style>p{}</style>",
        "a script without src": "<script>go()</script>",
        "an event attribute": '<a href="#" onclick="go()">',
        "a javascript: address": '<a href="javascript:go()">',
        "something from another site": '<img alt="" src="https://example.org/a.png">',
    }
    assert INLINE[what].search(examples[what])


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_carries_code_or_looks_of_its_own(path: Path) -> None:
    found = {what for what, pattern in INLINE.items() if pattern.search(text_of(path))}
    assert found == ({"a style attribute"} if named(path) in MAILS else set())


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_template_compiles(path: Path) -> None:
    engines["django"].from_string(path.read_text())


def test_every_icon_a_template_asks_for_is_drawn() -> None:
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', path.read_text())}
    assert asked
    assert asked <= DRAWINGS.keys()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_text_shouts(path: Path) -> None:
    words = re.sub(r"<!doctype|<!--|{[{%#].*?[}%#]}", "", text_of(path), flags=re.DOTALL)
    assert "!" not in words
