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
        Place("Organisation", "initiate:organisation", "groups.view"),
        Place("Möten och beslut", "initiate:meetings", "groups.view"),
    ),
    Step.PREPARE: (
        Place("Egen lägesbild", "prepare:own_picture", "picture.view"),
        Place("Datamängder", "prepare:datasets", "dataset.view"),
        Place("Källor", "prepare:sources", "catalogue.view"),
        Place("Brottstyper", "prepare:crime_types", "catalogue.view"),
        Place("Områden", "prepare:areas", "dataset.view"),
        Place("Årshjul", "prepare:year_wheel", "picture.view"),
    ),
    Step.JOIN: (Place("Gemensam lägesbild", "join:picture", "joint.view"),),
}
PLACES = (
    Place("Startsida", "overview:start", "overview.view", "home"),
    Place("Dokument", "overview:documents", "document.view", "document"),
)


def steps_menu(scope: Scope, states: tuple[StepState, ...], path: str) -> list[dict[str, Any]]:
    """What `web/menu.html` and the wheel draw. A step nobody has built a page for has no link.

    The current step is the one the page belongs to; on pages of no step, the one where the work stands.
    """
    start = reverse("overview:start", args=[scope.partnership.slug])
    here = path.removeprefix(start).partition("/")[0]
    on_a_step = here in {state.step for state in states}
    menu = []
    for state in states:
        links = [
            {"name": place.name, "url": url, "current": path.startswith(url)}
            for place in STEPS.get(state.step, ())
            if scope.may(place.permission)
            for url in [reverse(place.url_name, args=[scope.partnership.slug])]
        ]
        menu.append(
            {
                "key": state.step.value,
                "name": state.step.swedish,
                "number": state.number,
                "met": state.met,
                "total": state.total,
                "state": state.words,
                "current": state.step == here if on_a_step else state.current,
                "url": links[0]["url"] if links else "",
                "links": links,
            }
        )
    return menu


def places_menu(scope: Scope, path: str) -> list[dict[str, Any]]:
    places = []
    for place in PLACES:
        if scope.may(place.permission):
            url = reverse(place.url_name, args=[scope.partnership.slug])
            places.append({"name": place.name, "icon": place.icon, "url": url, "current": path == url})
    return places
