"""The whole of step 1 by the two coordinators and their leaders, from an empty partnership to all four criteria met."""

import subprocess

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import COMMAND, PASSWORD, Server, Visit, environment
from tests.browser.keyboard import press, tick, write

FOUNDING = f"""
from samverkan.access.founding import Founder, Person, found_partnership
from samverkan.partnerships.models import User
from samverkan.partnerships.rules import OrganisationKind as Kind, Role
found_partnership("Nyvik", "nyvik", (
    Founder("Nyviks kommun", "Kommunen", Kind.MUNICIPALITY, (
        Person("Nora Ny", "nora@nyvik.example", Role.COORDINATOR), Person("Kim Ek", "kim@nyvik.example", Role.CHAIR))),
    Founder("Lokalpolisområde Nyvik", "Polisen", Kind.POLICE, (
        Person("Pia Po", "pia@nyvik.example", Role.MUNICIPAL_POLICE_OFFICER),
        Person("Leo Lo", "leo@nyvik.example", Role.POLICE_CHIEF))),
), (), 2026)
for user in User.objects.filter(email__endswith="nyvik.example"):
    user.set_password("{PASSWORD}")
    user.save()
"""


@pytest.fixture
def people(visit: Visit, server: Server) -> dict[str, Page]:
    """Nora and Pia coordinate, Kim and Leo lead: each in their own browser, in an empty partnership."""
    subprocess.run(
        [COMMAND, "manage", "shell", "-c", FOUNDING], env=environment(server.home), check=True, timeout=60
    )
    return {name: visit(f"{name}@nyvik.example") for name in ("nora", "pia", "kim", "leo")}


def open_place(page: Page, place: str) -> None:
    page.goto(f"/p/nyvik/initiate/{place}/")


def decide_to_cooperate(people: dict[str, Page]) -> None:
    nora = people["nora"]
    nora.goto("/p/nyvik/")
    press(nora, "Skriv underlaget till beslutet om samverkan")
    press(nora, "Skriv underlaget")
    write(nora, "Behovet", "Otryggheten vid stationen löser ingen av oss ensam.")
    write(nora, "Syfte och mål", "Fler ska våga gå där på kvällen.")
    write(nora, "Gäller från", "2026-01-01")
    write(nora, "Gäller till", "2026-12-31")
    press(nora, "Spara")
    for leader in ("kim", "leo"):
        page = people[leader]
        page.goto("/p/nyvik/")
        press(page, "Besluta om samverkan")
        tick(page, "Jag har läst texten")
        press(page, "Besluta om samverkan")


def see_to_conditions(people: dict[str, Page]) -> None:
    for writer, manager in (("nora", "kim"), ("pia", "leo")):
        page, leader = people[writer], people[manager]
        open_place(page, "inventory")
        press(page, "Lägg till")
        write(page, "Arbetet", "Vuxna ute på fredagskvällar")
        press(page, "Spara")
        press(page, "Dela inventeringen")
        tick(page, "Vi har läst igenom inventeringen")
        press(page, "Dela inventeringen")
        open_place(page, "assignment")
        press(page, "Skriv uppdraget")
        write(page, "Uppgifter", "Hålla ihop arbetet hos oss.")
        write(page, "Mandat", "Kalla till möten och ta fram underlag.")
        write(page, "Tid, i procent", "50")
        write(page, "Redovisning", "Till chefen varje månad.")
        write(page, "När ska det vara klart?", "31 december 2026")
        press(page, "Spara")
        leader.goto("/p/nyvik/")
        press(leader, "Bekräfta samordnarens uppdrag")
        tick(leader, "Jag har läst uppdraget")
        press(leader, "Bekräfta uppdraget")


def organise(people: dict[str, Page]) -> None:
    open_place(people["pia"], "organisation")
    press(people["pia"], "Skapa styrgruppen")


def plan_communication(people: dict[str, Page]) -> None:
    for name in ("nora", "pia"):
        page = people[name]
        open_place(page, "communication/communicator")
        write(page, "Eller en funktion", "Pressjouren")
        press(page, "Spara")
    nora = people["nora"]
    open_place(nora, "communication")
    press(nora, "Börja på en plan")
    tick(nora, "En gemensam plan")
    press(nora, "Börja på planen")
    press(nora, "målgrupp")
    write(nora, "Vilka vill ni nå?", "De som bor vid stationen")
    press(nora, "Spara")
    press(nora, "aktivitet")
    write(nora, "Vad ska göras?", "Torgmöte")
    write(nora, "Dag", "2026-12-01")
    press(nora, "Spara")


def test_the_whole_of_the_first_step(people: dict[str, Page]) -> None:
    decide_to_cooperate(people)
    see_to_conditions(people)
    organise(people)
    plan_communication(people)
    nora = people["nora"]
    nora.goto("/p/nyvik/steps/initiate/")
    assert nora.get_by_text("4 av 4 kriterier är klara").count()
    assert not nora.get_by_text("Inte uppfyllt").count()
