"""What happens when, month by month, and the secret address that carries it to one's own calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.access.calendar_feed import current_feed, open_feed, revoke_feed
from samverkan.access.scope import Scope
from samverkan.communication.wording import month_span
from samverkan.process.calendar import Item, Kind, items
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen
from samverkan.web.words import MONTHS, day, period

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
# The shape beside each kind's word (web/icons.py).
SHAPES = {Kind.MEETING: "people", Kind.ACTIVITY: "speak", Kind.CYCLE: "turn", Kind.SEASON: "chart"}


@dataclass(frozen=True)
class Row:
    """An item as it is told: on which day or days, at what time, and where it leads (nowhere for who may not go)."""

    item: Item
    when: str
    clock: str
    url: str
    shape: str
    is_today: bool


@screen("calendar.view", feature="P5")
def calendar(request: ScopedRequest) -> HttpResponse:
    scope, today = request.scope, timezone.localdate()
    first = _asked(request.GET.get("month", "")) or today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    found = items(scope, first, following - timedelta(days=1))
    context = {
        "heading": _("Vad händer i %(month)s?") % {"month": _month(first)},
        "month": _month(first),
        "rows": [_row(scope, item, today) for item in found],
        "previous": (first - timedelta(days=1)).replace(day=1),
        "following": following,
        "is_now": first == today.replace(day=1),
        "may_plan": scope.may("communication.edit"),
    }
    return render(request, "overview/calendar.html", context)


def _asked(month: str) -> date | None:
    """`2026-03`; anything else is nothing, and this month is shown."""
    found = MONTH.fullmatch(month)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _row(scope: Scope, item: Item, today: date) -> Row:
    return Row(
        item=item,
        when=_when(item),
        clock="–".join(f"{each:%H.%M}" for each in (item.start, item.end) if each),
        url=reverse(item.url_name, kwargs={"slug": scope.partnership.slug, **item.url_kwargs}),
        shape=SHAPES[Kind(item.kind)],
        is_today=item.day <= today <= (item.until or item.day),
    )


def _when(item: Item) -> str:
    """`torsdag 12 mars`, or the span; whole months are `någon gång i maj 2026`, what comes back just `maj 2026`."""
    if item.until is None or item.until == item.day:
        return f"{WEEKDAYS[item.day.weekday()]} {item.day.day} {MONTHS[item.day.month - 1]}"
    last = (item.until + timedelta(days=1)).day == 1
    if item.day.day == 1 and last:
        span = month_span(item.day, item.until)
        return span if item.kind == Kind.SEASON else _("någon gång i %(span)s") % {"span": span}
    return period(item.day, item.until)


@screen("calendar.subscribe", feature="2.8")
def calendar_feed(request: ScopedRequest) -> HttpResponse:
    """The address is in the answer to the press and never again: a page that is loaded anew does not have it."""
    address = ""
    form = Form(request.POST if request.method == "POST" else None)
    feed = current_feed(request.scope)
    if request.method == "POST" and form.is_valid():
        feed, secret = open_feed(request.scope, form.cleaned_data["form_token"])
        address = request.build_absolute_uri(reverse("calendar_feed", args=[secret])) if secret else ""
        form = Form()
    context = {"feed": feed, "address": address, "form": form, "created": feed and day(feed.created_at)}
    return render(request, "overview/calendar_feed.html", context)


@screen("calendar.subscribe", feature="2.8")
@require_POST
def calendar_feed_revoke(request: ScopedRequest) -> HttpResponse:
    revoke_feed(request.scope)
    messages.success(request, _("Adressen är återkallad och leder ingenstans längre."))
    return redirect("overview:calendar_feed", request.scope.partnership.slug)
