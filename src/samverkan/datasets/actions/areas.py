"""Named areas: brought in whole, never changed."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from samverkan.access.actions import action, already_done, once, record
from samverkan.access.founding import found_another
from samverkan.access.scope import Scope, find_scope
from samverkan.datasets.actions.catalogue import NameTaken
from samverkan.datasets.areas import Areas
from samverkan.datasets.models import AreaSet
from samverkan.partnerships.models import Partnership

AT_FOUNDING = "Områden"


@action("dataset.import")
def add_area_set(scope: Scope, token: UUID | None, *, name: str, areas: Areas) -> AreaSet:
    """Keep areas read with `read_areas` under `name`. Raises NameTaken."""

    def make() -> AreaSet:
        try:
            with transaction.atomic():
                made = AreaSet.objects.create(
                    party=scope.party,
                    name=name,
                    geojson=areas.geojson,
                    names=areas.names,
                    notes=list(areas.notes),
                    added_by=scope.user,
                )
        except IntegrityError as error:
            raise NameTaken from error
        record(scope, "add_area_set", made, areas=len(areas.names))
        return made

    return once(scope, "add_area_set", token, make, AreaSet)


@action("partnership.found")
def found_with_areas(
    scope: Scope, /, token: UUID | None, areas: Areas | None, **partnership: Any
) -> Partnership:
    """As `found_another`, with the areas the new partnership is about for the founder's own party."""
    made = found_another(scope, token, **partnership)
    there = find_scope(scope.user, made.slug)
    if areas and there and not AreaSet.objects.filter(party=there.party).exists():  # sent twice is one
        add_area_set(there, None, name=AT_FOUNDING, areas=areas)
    already_done()  # what was done is logged in the new partnership, and this one is told nothing
    return made
