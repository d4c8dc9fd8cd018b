"""Builds the demo through the same actions a person takes: a partnership with two finished years and a running one,
and one that has just begun.
"""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samverkan.access.founding import Founder, Person, found_partnership
from samverkan.cycles.actions import mark_seen
from samverkan.datasets.actions import start_catalogue
from samverkan.demo import (
    agreeing,
    answers,
    choosing,
    groups,
    initiating,
    own,
    people,
    seeking,
    story,
    strandhaga,
    turnover,
    turns,
)
from samverkan.demo.clock import at, day
from samverkan.demo.joining import join
from samverkan.demo.people import SLUG, acting
from samverkan.partnerships.models import Partnership, User
from samverkan.partnerships.rules import Step


def build_if_missing() -> None:
    """Whole or not at all: a start that was interrupted leaves nothing, and the next one begins again."""
    if Partnership.objects.filter(slug=SLUG).exists():
        return
    print("Bygger exempelsamverkan …", flush=True)
    with transaction.atomic():
        _build(timezone.localdate().year)


def welcome(address: str) -> str:
    lines = [
        "",
        f"Samverkan finns på {address}",
        f"Lösenordet är {people.PASSWORD} för alla. Några att logga in som:",
    ]
    for founder in (people.MUNICIPALITY, people.POLICE):
        lines += [_account(person, founder.name) for person in founder.people[:3]]
    lines += [_account(people.COUNTY_BOARD[0], "Länsstyrelsen")]
    lines += [_account(people.OTHER_MUNICIPALITY.people[0], "en samverkan som just har börjat")]
    return "\n".join([*lines, ""])


def _account(person: Person, where: str) -> str:
    return f"  {person.email:<30} {person.name}, {person.role.swedish}, {where}"


def _build(this_year: int) -> None:
    first = this_year - 2
    with at(day(first, 1, 15)):
        _found("Björkvalla", SLUG, (people.MUNICIPALITY, people.POLICE), people.COUNTY_BOARD, first)
        _found("Strandhaga", "strandhaga", (people.OTHER_MUNICIPALITY, people.OTHER_POLICE), (), first)
        _give_passwords()
        own.read_areas_in(acting("anna@bjorkvalla.example"))
        own.read_areas_in(acting("per@polisen.example"))
    with at(day(first, 1, 20)):
        groups.desk().organise()
    for year in range(first, this_year + 1):
        running = year == this_year
        if year > first:
            with at(day(year, 1, 10)):
                turns.begin(acting("anna@bjorkvalla.example"), year, turns.LESSONS[year - first - 1])
        with at(day(year, 1, 27)):
            respond = answers.begin if running else answers.answer
            respond(acting("anna@bjorkvalla.example"), acting("per@polisen.example"), year)
        initiating.initiate(year)
        _prepare(year)
        groups.until_joint(groups.desk(), year)
        with at(day(year, 4, 22)):
            join(acting("anna@bjorkvalla.example"), acting("per@polisen.example"), story.joint(year))
        _prioritise_and_agree(year, running=running)
        if running:
            groups.running_year(groups.desk(), year)
        else:
            groups.rest_of_year(groups.desk(), year)
            _go_through(year, opens_again=year == this_year - 1)
        initiating.tell_outcomes(year)
        turnover.empty_outbox()
    strandhaga.prepare(this_year)
    _come_and_go(first)


def _prioritise_and_agree(year: int, *, running: bool) -> None:
    """From problems to an agreement. In the running year one leader is left to sign, and one analysis has gone on since."""
    desk = groups.desk()
    anna, per, karin, lars = (desk.scopes[name] for name in ("anna", "per", "karin", "lars"))
    with at(day(year, 5, 4)):
        problems = choosing.set_against_each_other(anna, per)
    groups.meet_about_the_joint_picture(desk, year)
    with at(day(year, 5, 20)):
        choosing.choose(anna, problems)
    groups.decide_priorities(desk, year)
    with at(day(year, 6, 5)):
        choosing.adopt(anna)
    with at(day(year, 6, 12)):
        seeking.seek(desk.scopes, problems, year)
    with at(day(year, 6, 17)):
        agreeing.write(anna, per, year)
        signing = agreeing.put_forward(anna)
    with at(day(year, 6, 23)):
        agreeing.sign_it(signing, *([karin] if running else [karin, lars]))
        agreeing.tell(anna)
    if running:
        with at(day(year, 8, 19)):
            seeking.go_on(per, problems)


def _go_through(year: int, *, opens_again: bool) -> None:
    """The rest of a finished year. In the last one a step was opened again, and two things were left undone."""
    anna, per = acting("anna@bjorkvalla.example"), acting("per@polisen.example")
    joined = [key for key in turns.keys_of(Step.JOIN) if key != "join.joint_picture"]
    with at(day(year, 6, 12)):
        turns.answer_for(anna, per, *joined)
    if opens_again:
        with at(day(year, 8, 19)):
            turns.open_again(per)
        with at(day(year, 9, 3)):
            turns.finish_again(anna)
    with at(day(year, 12, 9)):
        turns.answer_for(per, anna, *turns.keys_of(Step.IMPLEMENT))
        left = ("follow_up.process", "follow_up.citizens") if opens_again else ()
        turns.answer_for(anna, per, *(key for key in turns.keys_of(Step.FOLLOW_UP) if key not in left))


def _come_and_go(first: int) -> None:
    per, sven = acting("per@polisen.example"), acting("sven@polisen.example", "strandhaga")
    turnover.leave(per, day(first, 2, 1), day(first, 10, 30))
    turnover.join_two(sven, per, day(first + 1, 2, 1))
    turnover.wait_for_answer(acting("anna@bjorkvalla.example"), timezone.now() - timedelta(days=3))
    turnover.empty_outbox()


def _prepare(year: int) -> None:
    """Both parties' own preparations."""
    anna, karin = acting("anna@bjorkvalla.example"), acting("karin@bjorkvalla.example")
    per, lars = acting("per@polisen.example"), acting("lars@polisen.example")
    municipality, police = story.municipality(year), story.police(year)
    with at(day(year, 2, 3)):
        own.read_files(anna, municipality, year)
        own.read_files(per, police, year)
    with at(day(year, 2, 20)):
        own.write(anna, municipality, year)
        own.write(per, police, year)
        mark_seen(anna)
    with at(day(year, 3, 9)):
        turns.answer_for(per, anna, "prepare.dialogues")
    with at(day(year, 3, 12)):
        own.take_to_the_others(per, lars, police)
    with at(day(year, 3, 26)):
        own.take_to_the_others(anna, karin, municipality)


def _found(
    name: str, slug: str, founders: tuple[Founder, ...], observers: tuple[Person, ...], year: int
) -> Partnership:
    partnership = found_partnership(name, slug, founders, observers, year)
    for founder in founders:
        start_catalogue(acting(founder.people[0].email, slug))
    return partnership


def _give_passwords() -> None:
    no_password = Q(password__startswith="!")  # noqa: S106 - Django's mark
    User.objects.filter(no_password).update(password=make_password(people.PASSWORD))
