"""Step 1 of the demo's years: the decision, the inventories, the anchoring and the assignments."""

from datetime import date, timedelta

from django.utils import timezone

from samverkan.demo import communication, conditions, turns
from samverkan.demo.clock import at, day
from samverkan.demo.people import acting
from samverkan.partnerships.rules import Step


def initiate(year: int) -> None:
    """Before anyone prepares anything."""
    anna, karin = acting("anna@bjorkvalla.example"), acting("karin@bjorkvalla.example")
    per, lars = acting("per@polisen.example"), acting("lars@polisen.example")
    with at(day(year, 1, 16)):
        conditions.write_decision(anna, year)
    with at(day(year, 1, 20)):
        conditions.decide(karin, f"KS {year}/14")
    with at(day(year, 1, 22)):
        conditions.decide(lars, f"A017.214/{year}")
    with at(day(year, 1, 27)):
        conditions.make_inventory(anna, year)
        conditions.make_inventory(per, year)
    with at(day(year, 1, 29)):
        conditions.see_what_is_the_same(anna, per)
        conditions.anchor(anna, date(year, 1, 28))
        conditions.anchor(per, date(year, 1, 28))
        conditions.involve(anna)
    with at(day(year, 2, 2)):
        conditions.assign(anna, karin, year)
        conditions.assign(per, lars, year)
    with at(day(year, 2, 4)):
        communication.plan_communication(anna, per)
        communication.plan_for_own(anna)
        turns.answer_for(anna, per, *turns.keys_of(Step.INITIATE))


def tell_outcomes(year: int) -> None:
    """What came of the activities: at New Year, or until last month in the running year, so that the newest wait."""
    last = day(year + 1, 1, 4)
    with at(last):
        until = min(last.date(), timezone.localdate() - timedelta(days=30))
        communication.tell_outcomes(acting("anna@bjorkvalla.example"), until)
