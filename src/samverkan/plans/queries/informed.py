"""Who is affected by the agreement, who of them has been told, and who more might be."""

from typing import NamedTuple

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.conditions.queries.anchoring import functions
from samverkan.groups.queries import groups
from samverkan.partnerships.models import Party
from samverkan.plans.models import Informed


def informed(scope: Scope) -> QuerySet[Informed]:
    _ = scope.party
    return Informed.objects.filter(agreement__cycle=scope.cycle, removed_at=None).select_related(
        "party__organisation", "changed_by"
    )


class Affected(NamedTuple):
    """Somebody who probably is affected, by what the parties have written elsewhere. `key` is a form's answer."""

    key: str
    who: str
    party: Party | None
    why: str


def affected(scope: Scope) -> list[Affected]:
    """Key functions and groups that are not on the list. Three queries."""
    listed = {(each.who.strip().lower(), each.party_id) for each in informed(scope)}
    found = [
        Affected(f"function:{each.pk}", each.who, each.party, f"Nyckelfunktion: {each.role_name.lower()}")
        for each in functions(scope)
    ]
    found += [
        Affected(f"group:{each.pk}", each.name, None, each.kind_name)
        for each in groups(scope).filter(ended_on=None)
    ]
    return [
        each
        for each in found
        if (each.who.strip().lower(), each.party.pk if each.party else None) not in listed
    ]
