"""The menu beside every page, as data: which places there are, under which step, and who may open them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from samverkan.access.scope import Scope
from samverkan.partnerships.rules import Step
from samverkan.process.steps import StepState


@dataclass(frozen=True)
class Place:
    name: str
    url_name: str
    permission: str
    icon: str = ""


STEPS: dict[Step, tuple[Place, ...]] = {
    Step.INITIATE: (
        Place("Beslut om samverkan", "initiate:cooperation", "cooperation.view"),
        Place("Organisation", "initiate:organisation", "groups.view"),
        Place("Möten och beslut", "initiate:meetings", "groups.view"),
        Place("Förutsättningar", "initiate:inventory", "inventory.view"),
        Place("Förankring", "initiate:anchoring", "anchoring.view"),
        Place("Samordnarens uppdrag", "initiate:assignment", "assignment.view"),
        Place("Kommunikationsplan", "initiate:communication", "communication.view"),
    ),
    Step.PREPARE: (
        Place("Egen lägesbild", "prepare:own_picture", "picture.view"),
        Place("Datamängder", "prepare:datasets", "dataset.view"),
        Place("Källor", "prepare:sources", "catalogue.view"),
        Place("Brottstyper", "prepare:crime_types", "catalogue.view"),
        Place("Områden", "prepare:areas", "dataset.view"),
        Place("Årshjul", "prepare:year_wheel", "picture.view"),
    ),
    Step.JOIN: (
        Place("Gemensam lägesbild", "join:picture", "joint.view"),
        Place("Problem och prioritering", "join:problems", "problem.view"),
        Place("Orsaker", "join:causes", "cause.view"),
        Place("Överenskommelse", "join:agreement", "agreement.view"),
    ),
}
PLACES = (
    Place("Startsida", "overview:start", "overview.view", "home"),
    Place("Röda tråden", "overview:thread", "thread.view", "thread"),
    Place("Kalender", "overview:calendar", "calendar.view", "calendar"),
    Place("Stödfrågor", "overview:questions", "question.view", "question"),
    Place("Dokument", "overview:documents", "document.view", "document"),
    Place("Varv", "overview:cycles", "overview.view", "turn"),
    Place("Personer", "overview:people", "people.view", "people"),
)


def steps_menu(scope: Scope, states: tuple[StepState, ...], path: str) -> list[dict[str, Any]]:
    """What `web/menu.html` and the wheel draw: each step with its page, and the places to work in it.

    The current step is the one the page belongs to; on pages of no step, the one where the work stands.
    """
    start = reverse("overview:start", args=[scope.partnership.slug])
    here, _, rest = path.removeprefix(start).removeprefix("steps/").partition("/")
    if here == "guide":  # a page about a step belongs to it
        here = rest.partition("/")[0].removeprefix("step.")
    on_a_step = here in {state.step for state in states}
    menu = []
    for state in states:
        links = [
            {"name": place.name, "url": url, "current": path.startswith(url)}
            for place in STEPS.get(state.step, ())
            if scope.may(place.permission)
            for url in [reverse(place.url_name, args=[scope.partnership.slug])]
        ]
        # An address may begin with another's, as those of the joint work do: the longest is where one is.
        longest = max((str(link["url"]) for link in links if link["current"]), key=len, default="")
        links = [{**link, "current": link["url"] == longest} for link in links]
        menu.append(
            {
                "key": state.step.value,
                "name": state.step.swedish,
                "number": state.number,
                "met": state.met,
                "total": state.total,
                "state": state.words,
                "finished": state.finished,
                "reopened": state.reopened,
                "current": state.step == here if on_a_step else state.current,
                "url": reverse("overview:step", args=[scope.partnership.slug, state.step.value]),
                "links": links,
            }
        )
    return menu


def places_menu(scope: Scope, path: str) -> list[dict[str, Any]]:
    """A place is the current one on its own page and those under it; everything lies under the start page."""
    start, places = reverse("overview:start", args=[scope.partnership.slug]), []
    for place in PLACES:
        if scope.may(place.permission):
            url = reverse(place.url_name, args=[scope.partnership.slug])
            here = path == url or (url != start and path.startswith(url))
            places.append({"name": place.name, "icon": place.icon, "url": url, "current": here})
    return places
