"""Links from words in the interface to the glossary: those a template marks, and those found in running text."""

import re
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from samverkan.partnerships.content import Term, glossary

# What Swedish adds to a noun: a few more than any one word takes, none that makes another word of it.
ENDINGS = "(?:en|et|n|t|er|ar|or|e|a|na|ena|erna|arna|orna)?s?"


def term(context: dict[str, Any], key: str, words: str = "") -> SafeString:
    """``{% term "morkertal" "mörkertalet" %}``: the words (the term itself without) as a link to the glossary.

    Raises KeyError for a term the glossary lacks. Outside a partnership there are only the words.
    """
    found = _by_key()[key]
    scope = context.get("scope")
    return _link(found, words or found.term, scope.partnership.slug if scope else "")


def link_terms(text: str, slug: str, seen: set[str]) -> SafeString:
    """`text`, escaped, with the first occurrence of each term as a link. `seen`: the keys linked before it."""
    done, pieces = 0, []
    for match in _pattern().finditer(text):
        found = _by_name()[match["name"].casefold()]
        if found.key in seen:
            continue
        seen.add(found.key)
        pieces += [conditional_escape(text[done : match.start()]), _link(found, match[0], slug)]
        done = match.end()
    pieces.append(conditional_escape(text[done:]))
    return mark_safe("".join(pieces))  # noqa: S308 each piece is escaped above


def _link(found: Term, words: str, slug: str) -> SafeString:
    if not slug:
        return conditional_escape(words)
    return format_html(
        '<a class="term" href="{}#{}" title="{}">{}</a>',
        reverse("overview:glossary", args=[slug]),
        found.key,
        found.text,
        words,
    )


@cache
def _by_key() -> dict[str, Term]:
    return {row.key: row for row in glossary()}


@cache
def _by_name() -> dict[str, Term]:
    """Every way a term is written, in small letters, without what stands in brackets after it."""
    return {name.partition(" (")[0].casefold(): row for row in glossary() for name in (*row.also, row.term)}


@cache
def _pattern() -> re.Pattern[str]:
    """Longer names first, so that ”anmälda brott” is not taken for ”brott”."""
    names = sorted(_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, names))}){ENDINGS}(?!\w)", re.IGNORECASE)
