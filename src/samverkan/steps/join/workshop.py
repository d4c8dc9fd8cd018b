"""The matrix on a projector: several mark at once from their own machines, and all see the same within seconds."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samverkan.problems.queries.priorities import Pulse, Row, latest_mark, pulse, rows
from samverkan.problems.rules import MatrixCriterion
from samverkan.steps.join.cells import Cells
from samverkan.web.fields import read_number
from samverkan.web.screens import ScopedRequest, screen

# A mark is stamped before it is stored, so one that was stored later may bear an earlier stamp.
OVERLAP = timedelta(seconds=30)


@screen("problem.mark", feature="3.2")
def workshop(request: ScopedRequest) -> HttpResponse:
    seen = pulse(request.scope)  # before the rows: what happens in between is told the next time
    return render(request, "join/workshop.html", _board(request, rows(request.scope, brief=True), seen))


@screen("problem.mark", feature="3.2")
def workshop_marks(request: ScopedRequest) -> HttpResponse:
    """What has happened since the page was told last: nothing (204), some cells, or the whole board."""
    now, seen = pulse(request.scope), request.GET.get("seen", "")
    if now.seen == seen:
        return HttpResponse(status=204)
    every = rows(request.scope)
    context = _board(request, every, now)
    answer = str(render_to_string("join/workshop.html#pulse", context, request))
    since = _since(seen, now)
    if since is None:
        context["oob"] = True
        answer += render_to_string("join/workshop.html#board", context, request)
    else:
        answer += "".join(f"<template>{cell}</template>" for cell in _changed(request, every, since))
    return HttpResponse(SafeString(answer))


def _board(request: ScopedRequest, every: list[Row], seen: Pulse) -> dict[str, Any]:
    cells = Cells(request.scope)
    return {
        "criteria": list(MatrixCriterion),
        "rows": [cells.drawn(row, plain=True) for row in every],
        "seen": seen.seen,
        "latest": latest_mark(every),
    }


def _since(seen: str, now: Pulse) -> datetime | None:
    """The time from which cells are told anew; None when other things than marks have changed."""
    problems, _, rest = seen.partition(".")
    marks, last = map(read_number, rest.partition(".")[::2])
    if problems != now.problems or marks is None or last is None or marks > now.marks:
        return None
    try:
        return datetime.fromtimestamp(last / 1000, UTC) - OVERLAP
    except (OverflowError, ValueError, OSError):
        return None


def _changed(request: ScopedRequest, every: list[Row], since: datetime) -> list[SafeString]:
    cells, told = Cells(request.scope), []
    for row in every:
        new = [key for key, mark in row.marks.items() if mark.changed_at >= since]
        told += [cells.cell(row, MatrixCriterion(key), oob=True) for key in new]
        if new:
            told.append(cells.sum(row, oob=True))
    return told
