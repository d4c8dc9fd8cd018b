"""What the start page tells one person, kept until somebody writes something or the day is another.

To know how far a picture has come takes its whole content, and a start page is opened far more often than anything is
written. Every write is in the action log, so its newest line and its length tell whether the answer still holds. The
marks of the criteria are not: in the background they change without a line, so what they say is part of the question.
"""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, Max

from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.process.next import next_tasks
from samverkan.process.overdue import Overdue, overdue
from samverkan.process.state import CycleState
from samverkan.process.tasks import Task
from samverkan.process.upcoming import Upcoming, upcoming

SECONDS = 60 * 60


@dataclass(frozen=True)
class Morning:
    tasks: list[Task]
    overdue: list[Overdue]
    upcoming: list[Upcoming]


def morning(scope: Scope, state: CycleState, today: date) -> Morning:
    """One query when nothing has been written or marked since the person, in the same role, last asked."""
    log = LogEntry.objects.filter(partnership=scope.partnership).aggregate(
        newest=Max("at"), last=Max("id"), lines=Count("id")
    )
    marks = sha256(json.dumps(state.standing.as_marks(), sort_keys=True).encode()).hexdigest()
    rests_on = (scope.membership.pk, scope.role, scope.partnership.created_at, today, *log.values(), marks)
    key = "morning:" + ":".join(str(part).replace(" ", "T") for part in rests_on)
    told: Morning | None = cache.get(key)
    if told is None:
        told = Morning(next_tasks(scope, state), overdue(scope, state, today), upcoming(scope, today))
        cache.set(key, told, SECONDS)
    return told
