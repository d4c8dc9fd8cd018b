"""Tags and filters of every page: ``{% load samverkan %}``."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from samverkan.charts import numbers
from samverkan.web import components, words
from samverkan.web.guides import row_guidance
from samverkan.web.icons import icon
from samverkan.web.support import support_questions
from samverkan.web.terms import term
from samverkan.web.wheel import wheel

register = template.Library()

register.filter("date_sv", words.day)
register.filter("period", words.period)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("share", words.share)
register.filter("signed", words.signed)
register.filter("party_class", components.party_class)
register.filter("slot_class", components.slot_class)
register.filter("mood", components.mood)

register.simple_tag(icon)
register.simple_tag(components.status)
register.simple_tag(components.party)
register.simple_tag(components.progress)
register.simple_tag(components.data_table)
register.simple_tag(components.document_table)
register.simple_tag(components.difference)
register.simple_tag(components.ring)

register.simple_block_tag(components.notice)
register.simple_block_tag(components.empty)
register.simple_block_tag(components.figure)
register.simple_block_tag(components.guidance)
register.simple_block_tag(wheel)

register.simple_tag(term, takes_context=True)
register.inclusion_tag("web/parts/row_guidance.html", takes_context=True)(row_guidance)
register.inclusion_tag("web/parts/support_questions.html", takes_context=True)(support_questions)


@register.filter
def number(value: float | None) -> str:
    """`2960` becomes `2 960`: whole, with a thin space between thousands; nothing becomes `saknas`."""
    return numbers.number(value)


@register.filter
def decimal(value: float | None, decimals: int = 1) -> str:
    """`{{ rate|decimal:1 }}`: `1 016,2`."""
    return numbers.number(value, decimals)


@register.simple_tag
def field(bound: BoundField, label: str | None = None, hint: str | None = None) -> SafeString:
    """One field of a form, with our words in place of the form's own where they are given; `hint=""` takes it away."""
    bound.label = bound.label if label is None else label
    bound.help_text = bound.help_text if hint is None else hint
    return bound.as_field_group()


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: template.RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list; filters in the address stay. Needs `request` in the context."""
    return {
        "request": context["request"],
        "page": page,
        "numbers": components.page_numbers(page),
        "gap": page.paginator.ELLIPSIS,
    }
