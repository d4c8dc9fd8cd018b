"""Named areas: brought in whole, never changed."""

from uuid import UUID

from django.db import IntegrityError, transaction

from samverkan.access.actions import action, once, record
from samverkan.access.scope import Scope
from samverkan.datasets.actions.catalogue import NameTaken
from samverkan.datasets.areas import Areas
from samverkan.datasets.models import AreaSet


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
