"""A file that somebody sent in and left is still read, in the name of the one who took over."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from django_tasks import default_task_backend

from samverkan.access.ending import end_assignment
from samverkan.datasets import tasks
from samverkan.datasets.actions import Choices, queue_import, start_catalogue
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.access.people import joined
from tests.conftest import World
from tests.files import as_csv, incidents
from tests.scenario import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    yield
    default_task_backend.clear()


@pytest.mark.parametrize("has_successor", [True, False])
def test_a_file_is_not_orphaned_by_the_one_who_leaves(world: World, has_successor: bool) -> None:
    anna, amir = world.scope("anna"), world.scope("amir")
    start_catalogue(amir)
    waiting = send(amir, "händelser.csv", as_csv(incidents(0)))
    successor = joined(anna, Role.ANALYST) if has_successor else None
    end_assignment(anna, amir.membership, last_day=timezone.localdate(), successor=successor)
    waiting.refresh_from_db()
    assert (waiting.created_by == amir.user) != has_successor
    queue_import(anna, waiting, Choices(waiting.name, waiting.source, waiting.mapping, waiting.crs))
    tasks.read_import.call(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.dataset is not None and waiting.dataset.imported_by == anna.user


def test_one_who_may_not_read_files_in_is_given_none(world: World) -> None:
    anna, amir = world.scope("anna"), world.scope("amir")
    start_catalogue(amir)
    waiting = send(amir, "händelser.csv", as_csv(incidents(0)))
    karin = Membership.objects.get(user=world.people["karin"])
    end_assignment(anna, amir.membership, last_day=timezone.localdate(), successor=karin)
    waiting.refresh_from_db()
    assert waiting.created_by == amir.user
