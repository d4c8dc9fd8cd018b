"""A party's areas are its own."""

from uuid import uuid4

import pytest

from samverkan.datasets import queries
from samverkan.datasets.actions import NameTaken, add_area_set
from samverkan.datasets.areas import Areas
from samverkan.datasets.models import AreaSet
from tests.conftest import World

AREAS = Areas({"type": "FeatureCollection", "features": []}, ("Lästes.",))


def test_areas_belong_to_the_party_that_brought_them(world: World) -> None:
    made = add_area_set(world.scope("anna"), uuid4(), name="Stadsdelar", areas=AREAS)
    assert queries.area_sets(world.scope("amir")).get(pk=made.pk) == made
    for other in ("per", "cecilia"):
        with pytest.raises(AreaSet.DoesNotExist):
            queries.area_sets(world.scope(other)).get(pk=made.pk)


def test_the_same_form_sent_twice_is_one_set_of_areas(world: World) -> None:
    token = uuid4()
    for _ in range(2):
        add_area_set(world.scope("anna"), token, name="Stadsdelar", areas=AREAS)
    assert AreaSet.objects.count() == 1


def test_another_set_needs_another_name(world: World) -> None:
    add_area_set(world.scope("anna"), uuid4(), name="Stadsdelar", areas=AREAS)
    with pytest.raises(NameTaken):
        add_area_set(world.scope("anna"), uuid4(), name="Stadsdelar", areas=AREAS)
    add_area_set(world.scope("per"), uuid4(), name="Stadsdelar", areas=AREAS)
