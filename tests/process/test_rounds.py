"""The background's round tells once of what is overdue, and on Mondays of what waits; never of nothing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks import default_task_backend

from samverkan.access.scope import Scope
from samverkan.communication.actions import add_activity, start_plan
from samverkan.groups.actions import record_decision
from samverkan.notices.models import Notice
from samverkan.notices.rules import Kind
from samverkan.partnerships.models import Cycle
from samverkan.process import rounds
from samverkan.process.digest import digest
from samverkan.process.rounds import day_of_round, make_round
from tests.conftest import World
from tests.pictures.conftest import Cast, write
from tests.planted.communication import planned
from tests.planted.groups import form

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 4, 6), date(2026, 4, 7)


def due(world: World, day: date | None) -> None:
    Cycle.objects.filter(pk=world.cycle.pk).update(picture_due_on=day)


def told(kind: Kind) -> list[str]:
    found = Notice.objects.filter(kind=kind).select_related("user")
    return sorted(notice.user.name for notice in found if notice.user)


def fails_for(name: str) -> Callable[[Scope, date], list[str]]:
    def source(scope: Scope, today: date) -> list[str]:
        if scope.user.name == name:
            raise ValueError
        return ["Något väntar"]

    return source


def at(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    moment = timezone.make_aware(datetime(2026, 4, 6, hour, 5))
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_coordinators_are_told_once_that_the_day_has_passed(world: World, kommun: Cast) -> None:
    due(world, TUESDAY - timedelta(days=1))
    write(kommun.writer, "Mer klotter")
    kommun.hand_over()
    for day in range(3):
        make_round.call((TUESDAY + timedelta(days=day)).isoformat())
    assert told(Kind.OVERDUE) == ["Per"], "Anna's party has handed over"


@pytest.mark.parametrize("day", [None, TUESDAY, TUESDAY + timedelta(days=1), TUESDAY - timedelta(days=30)])
def test_a_day_that_has_not_passed_or_passed_long_ago_is_no_news(world: World, day: date | None) -> None:
    due(world, day)
    make_round.call(TUESDAY.isoformat())
    assert told(Kind.OVERDUE) == []


def test_a_new_day_is_told_anew(world: World) -> None:
    for day in (TUESDAY - timedelta(days=3), TUESDAY - timedelta(days=1)):
        due(world, day)
        make_round.call(TUESDAY.isoformat())
    assert told(Kind.OVERDUE) == ["Anna", "Anna", "Per", "Per"]


def late_decision_and_activity(world: World, day: date) -> None:
    """A decision that Per is to see done and an activity that Anna answers for, both with their day at `day`."""
    anna, per = world.scope("anna"), world.scope("per")
    Cycle.objects.filter(pk=world.cycle.pk).update(ends_on=day + timedelta(days=30))
    record_decision(
        anna,
        None,
        form(anna),
        text="Hemligord om bostadsbolaget",
        decided_on=day,
        responsible=per.membership.pk,
        due_on=day,
    )
    told = planned(anna, "Hemligord på torget", starts_on=day, ends_on=day, responsible_id=anna.membership.pk)
    add_activity(anna, start_plan(anna, None, joint=True), None, told)


def test_a_decision_and_an_activity_that_become_late_are_told_once_to_those_who_see_to_them(
    world: World,
) -> None:
    today = timezone.localdate()
    late_decision_and_activity(world, today - timedelta(days=1))
    for _ in range(2):
        make_round.call(today.isoformat())
    assert told(Kind.OVERDUE) == ["Anna", "Per"]
    texts = {notice.user.name: notice for notice in Notice.objects.filter(kind=Kind.OVERDUE) if notice.user}
    assert "Ett beslut skulle ha varit gjort." in texts["Per"].text
    assert "Skriv hur en aktivitet i kommunikationsplanen gick" in texts["Anna"].text
    assert all("Hemligord" not in notice.text and notice.path for notice in texts.values())


def test_what_becomes_late_stays_in_mondays_mail_in_our_words_and_is_quoted_on_the_start_page(
    world: World,
) -> None:
    today = timezone.localdate()
    late_decision_and_activity(world, today - timedelta(days=1))
    for who, line, quoted in (
        ("per", "Ett beslut skulle ha varit gjort", "Hemligord om bostadsbolaget"),
        ("anna", "Skriv hur en aktivitet i kommunikationsplanen gick", "Hemligord på torget"),
    ):
        lines = digest(world.scope(who), today)
        assert line in lines and "Hemligord" not in "".join(lines)
        page = world.client(who).get("/p/ekdala/").content.decode()
        assert line in page and quoted in page


def test_mondays_mail_goes_to_those_for_whom_something_waits_and_to_no_other(world: World) -> None:
    make_round.call(MONDAY.isoformat())
    make_round.call(MONDAY.isoformat())
    # Those who write a picture have one to begin; leaders and the observer have nothing to do.
    assert told(Kind.DIGEST) == ["Amir", "Anna", "Cecilia", "Per"]
    text = Notice.objects.filter(kind=Kind.DIGEST).first().text  # type: ignore[union-attr]
    assert "– Skriv den första iakttagelsen i er lägesbild" in text


def test_other_days_bring_no_digest(world: World) -> None:
    make_round.call(TUESDAY.isoformat())
    assert told(Kind.DIGEST) == []


def test_a_digest_of_nothing_is_not_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "digest", lambda scope, today: [])
    make_round.call(MONDAY.isoformat())
    assert told(Kind.DIGEST) == []


def test_one_partnership_that_fails_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(scope: Scope, today: date) -> list[str]:
        if scope.partnership == world.partnership:
            raise ValueError
        return ["Något väntar"]

    monkeypatch.setattr(rounds, "digest", fails)
    make_round.call(MONDAY.isoformat())
    assert told(Kind.DIGEST) == ["Cecilia"]


def test_one_member_that_fails_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "digest", fails_for("Anna"))
    make_round.call(MONDAY.isoformat())
    assert told(Kind.DIGEST) == ["Amir", "Cecilia", "Karin", "Lars", "Olle", "Per"]


def test_what_is_overdue_stops_no_digest_when_it_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*asked: object) -> None:
        raise ValueError

    fails.__name__ = "tell_overdue"
    monkeypatch.setattr(rounds, "tell_overdue", fails)
    monkeypatch.setattr(rounds, "digest", lambda scope, today: ["Något väntar"])
    make_round.call(MONDAY.isoformat())
    assert told(Kind.DIGEST) == ["Amir", "Anna", "Cecilia", "Karin", "Lars", "Olle", "Per"]


def test_a_digest_that_failed_is_tried_again_the_same_day_and_the_rest_are_not_told_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]
    monkeypatch.setattr(rounds, "digest", fails_for("Anna"))
    at(monkeypatch, 7)
    make_round.call(MONDAY.isoformat())
    again = default_task_backend.results.pop()  # type: ignore[attr-defined]
    assert again.args == [MONDAY.isoformat()]
    assert again.task.run_after == timezone.make_aware(datetime(2026, 4, 6, 8, 5))
    monkeypatch.setattr(rounds, "digest", lambda scope, today: ["Något väntar"])
    at(monkeypatch, 8)
    make_round.call(*again.args)
    assert told(Kind.DIGEST) == ["Amir", "Anna", "Cecilia", "Karin", "Lars", "Olle", "Per"]
    assert not default_task_backend.results  # type: ignore[attr-defined]


def test_mondays_digest_is_not_tried_on_tuesday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]
    monkeypatch.setattr(rounds, "digest", fails_for("Anna"))
    at(monkeypatch, 23)
    make_round.call(MONDAY.isoformat())
    assert not default_task_backend.results  # type: ignore[attr-defined]


def test_the_round_is_not_made_at_night() -> None:
    night, morning = (timezone.make_aware(datetime(2026, 4, 6, hour, 5)) for hour in (6, 7))
    assert day_of_round(night) is None
    assert day_of_round(morning) == MONDAY
