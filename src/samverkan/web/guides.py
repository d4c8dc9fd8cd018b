"""The guidance of a step or a row beside the work, until the person puts it away for good."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from samverkan.partnerships.content import Guidance, guidance, guidances
from samverkan.questions.queries import guidance_is_closed
from samverkan.web.terms import link_terms


@dataclass(frozen=True)
class GuideText:
    """A guidance with the glossary's terms linked."""

    guide: Guidance
    what: SafeString
    why: SafeString
    how: tuple[SafeString, ...]
    pitfalls: tuple[SafeString, ...]


def guide_text(guide: Guidance, slug: str, seen: set[str]) -> GuideText:
    """`seen`: the keys of the terms linked before it on the page; those linked here are added."""

    def linked(text: str) -> SafeString:
        return link_terms(text, slug, seen)

    return GuideText(
        guide,
        linked(guide.what),
        linked(guide.why),
        tuple(map(linked, guide.how)),
        tuple(map(linked, guide.pitfalls)),
    )


def has_guidance(key: str) -> bool:
    return any(row.key == key for row in guidances())


def row_guidance(context: dict[str, Any], key: str, note: str = "") -> dict[str, Any]:
    """``{% row_guidance "1.2" %}`` in the page's guidance block; `note` is what holds for this page besides.

    One query: whether the person has put it away.
    """
    request, scope = context["request"], context["scope"]
    return {
        "key": key,
        "text": guide_text(guidance(key), scope.partnership.slug, set()),
        "note": note,
        "closed": guidance_is_closed(scope.user, key),
        "scope": scope,
        "here": request.get_full_path(),
    }
