"""Val och beslut: what is chosen and why, what the steering group has decided about, and what has changed since."""

import pytest

from samverkan.groups.models import AgendaItem, Decision
from samverkan.problems.models import Problem
from samverkan.problems.queries.decided import standings
from tests.planted.groups import call, form
from tests.problems.conftest import choose_all, problem
from tests.steps.join.conftest import Table, work_form


@pytest.fixture
def made(table: Table) -> Problem:
    return problem(table.kommun.writer)


def test_a_decision_written_under_its_item_on_the_agenda_is_about_the_prioritisation(
    table: Table, made: Problem
) -> None:
    anna = table.kommun.writer
    choose_all(anna)
    meeting = call(anna, form(anna))
    item = AgendaItem.objects.get(title="Besluta om prioriteringen")
    client, place = table.world.client("anna"), f"/p/ekdala/initiate/meetings/{meeting.pk}/decide/"
    page = client.get(f"{place}?item={item.pk}")
    html = page.content.decode()
    chosen = f'<option value="priorities:{anna.cycle.pk}" selected>'
    assert chosen in html and chosen not in client.get(place).content.decode()
    client.post(
        place,
        work_form(page)
        | {"text": "Vi går vidare.", "item_id": item.pk, "about": f"priorities:{anna.cycle.pk}"},
    )
    assert standings(anna).decision == Decision.objects.get()
