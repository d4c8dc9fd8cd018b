"""The cause tree in a workshop: two people move notes at once, by mouse, by touch and by keyboard alone."""

import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import COMMAND, PASSWORD, Server, Visit, environment
from tests.browser.keyboard import tab_to

ANNA, PER = "anna@bjorkvalla.example", "per@polisen.example"
MAKE = """
from samverkan.access.scope import find_scope
from samverkan.partnerships.models import User
from samverkan.problems.actions.causes import add_cause
from samverkan.problems.models import Problem
from samverkan.problems.rules import Standing
from samverkan.problems.tree import Spot
scope = find_scope(User.objects.get(email="anna@bjorkvalla.example"), "bjorkvalla")
problem = Problem.objects.create(cycle=scope.cycle, name="Våld", standing=Standing.FOCUS, changed_by=scope.user)
def put(text, to):
    return add_cause(scope, None, problem, text=text, to=Spot.read(to))
bars = put("Krogarna stänger samtidigt", "branch:situation")
put("Överservering", f"under:{bars.pk}")
put("Mörkt vid torget", "branch:situation")
put("Langning", "branch:victim")
put("Grupptryck", "branch:offender")
for number in range({more}):
    put(f"Fler {number}", "branch:offender")
print("tree", problem.pk)
"""


@pytest.fixture
def grow(server: Server) -> Callable[..., str]:
    """The address of a new tree."""

    def plant(more: int = 0) -> str:
        code = MAKE.replace("{more}", str(more))
        made = subprocess.run(
            [COMMAND, "manage", "shell", "-c", code],
            env=environment(server.home),
            check=True,
            capture_output=True,
            text=True,
        )
        return f"/p/bjorkvalla/join/causes/tree/{made.stdout.split()[-1]}/"

    return plant


def come(visit: Visit, who: str, address: str) -> Page:
    """On a screen so tall that the page does not begin to scroll under a drag."""
    page = visit(who)
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(address)
    return page


def note(page: Page, words: str) -> str:
    """The number of the note that says so."""
    item = page.locator(
        "[data-note]", has=page.locator(f":scope > .note > .note__text:text-is('{words}')")
    ).last
    return str(item.get_attribute("data-note"))


def reads(page: Page) -> dict[str, str]:
    """What each note hangs on."""
    told: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-note]")].map((item) => {
            const said = (one) => one.querySelector(":scope > .note > .note__text").textContent;
            const under = item.parentElement.closest("[data-note]");
            return [said(item), under ? said(under) : item.parentElement.dataset.branches];
        }))"""
    )
    return told


def drag(page: Page, words: str, onto: str, part: float = 0.5) -> None:
    """With the mouse, by the note's text, to `part` of the other note's height."""
    source = page.locator(f"#lapp-{note(page, words)} > .note")
    target = page.locator(f"#lapp-{note(page, onto)} > .note")
    source.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + start["width"] - 12, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 40, steps=4)
    page.mouse.move(end["x"] + 40, end["y"] + end["height"] * part, steps=4)


def expect_hanging(page: Page, words: str, on: str) -> None:
    page.wait_for_function(
        """([words, on]) => [...document.querySelectorAll("[data-note]")].some((item) => {
            const said = (one) => one.querySelector(":scope > .note > .note__text").textContent;
            const under = item.parentElement.closest("[data-note]");
            return said(item) === words && (under ? said(under) : item.parentElement.dataset.branches) === on;
        })""",
        arg=[words, on],
        timeout=10_000,
    )


def test_two_people_move_notes_in_the_same_tree_and_both_see_it_all(
    visit: Visit, grow: Callable[..., str]
) -> None:
    address = grow()
    anna, per = come(visit, ANNA, address), come(visit, PER, address)
    drag(anna, "Langning", "Mörkt vid torget")
    expect(anna.locator(".note--under")).to_have_count(1)
    drag(per, "Grupptryck", "Krogarna stänger samtidigt", 0.1)
    expect(per.locator(".note--before")).to_have_count(1)
    anna.mouse.up()
    per.mouse.up()
    expect(per.get_by_text("Anna Berg flyttade lappen nyss")).to_be_visible(timeout=15_000)
    for page in (anna, per):
        expect_hanging(page, "Langning", "Mörkt vid torget")
        expect_hanging(page, "Grupptryck", "situation")
    assert reads(anna) == reads(per)
    assert len(reads(anna)) == 5
    anna.goto(address)
    assert reads(anna) == reads(per)


def test_what_others_do_waits_while_a_note_is_held_and_disturbs_no_typing(
    visit: Visit, grow: Callable[..., str]
) -> None:
    address = grow()
    anna, per = come(visit, ANNA, address), come(visit, PER, address)
    per.get_by_label("Ny lapp").press_sequentially("Sista bus")
    anna.get_by_label("Ny lapp").fill("Trasig belysning")
    anna.get_by_role("button", name="Sätt upp lappen").click()
    expect(anna.get_by_label("Ny lapp")).to_have_value("")
    expect(per.get_by_role("link", name="Trasig belysning", exact=True)).to_be_visible(timeout=10_000)
    expect(per.get_by_label("Ny lapp")).to_be_focused()
    per.keyboard.type("sen")
    expect(per.get_by_label("Ny lapp")).to_have_value("Sista bussen")
    per.get_by_label("Ny lapp").fill("")
    drag(per, "Langning", "Grupptryck")
    anna.get_by_label("Ny lapp").fill("Kommer under draget")
    with per.expect_response(lambda answer: "/live/" in answer.url and answer.status == 200):
        anna.get_by_role("button", name="Sätt upp lappen").click()
    expect(per.locator(".note-ghost")).to_have_count(1)
    assert "Kommer under draget" not in reads(per)
    per.keyboard.press("Escape")
    per.mouse.up()
    expect_hanging(per, "Kommer under draget", "situation")
    assert reads(per)["Langning"] == "victim"


def test_words_that_did_not_reach_the_server_are_offered_back(visit: Visit, grow: Callable[..., str]) -> None:
    address = grow()
    page = come(visit, ANNA, address)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/add/", lambda route: route.abort())
    page.get_by_label("Ny lapp").press_sequentially("Trasig belysning")
    page.get_by_role("button", name="Sätt upp lappen").click()
    expect(page.locator("[data-told]")).to_contain_text("ändringen är inte sparad")
    expect(page.get_by_label("Ny lapp")).to_have_value("Trasig belysning")
    page.goto("/p/bjorkvalla/")
    page.goto(address)
    page.get_by_role("button", name="Lägg tillbaka texten").click()
    expect(page.get_by_label("Ny lapp")).to_have_value("Trasig belysning")


def test_words_typed_while_the_answer_is_on_its_way_are_guarded(
    visit: Visit, grow: Callable[..., str]
) -> None:
    address = grow()
    page = come(visit, ANNA, address)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    held: list[Route] = []
    page.route("**/add/", lambda route: held.append(route))
    field = page.get_by_label("Ny lapp")
    field.press_sequentially("Trasig belysning")
    with page.expect_request("**/add/"):
        page.get_by_role("button", name="Sätt upp lappen").click()
    field.fill("Sista bussen")
    held[0].continue_()
    expect(page.get_by_role("link", name="Trasig belysning", exact=True)).to_be_visible()
    expect(field).to_have_value("Sista bussen")
    page.goto("/p/bjorkvalla/")
    assert asked == ["beforeunload"]
    page.goto(address)
    page.get_by_role("button", name="Lägg tillbaka texten").click()
    expect(field).to_have_value("Sista bussen")


def test_the_page_asks_for_news_once_at_a_time(visit: Visit, grow: Callable[..., str]) -> None:
    page = visit(ANNA)
    held: list[Route] = []
    page.route("**/live/**", lambda route: held.append(route))
    page.clock.install()
    page.goto(grow())
    page.evaluate(
        "() => { const real = fetch; window.asked = 0;"
        " window.fetch = (...all) => { window.asked += 1; return real(...all); }; }"
    )
    with page.expect_request("**/live/**"):
        page.clock.run_for(2500)
    page.clock.run_for(6000)
    assert page.evaluate("window.asked") == 1
    with page.expect_response("**/live/**"):
        held[0].continue_()
    with page.expect_request("**/live/**"):
        page.clock.run_for(2500)


def test_a_page_whose_session_or_tree_has_ended_says_so(visit: Visit, grow: Callable[..., str]) -> None:
    page = visit(ANNA)
    page.goto(grow())
    page.route("**/live/**", lambda route: route.fulfill(status=404))
    expect(page.locator("[data-told]")).to_contain_text("Gå till Orsaker", timeout=10_000)
    page.unroute("**/live/**")
    page.get_by_label("Ny lapp").fill("Trasig belysning")
    page.context.clear_cookies()
    expect(page.locator("[data-told]")).to_contain_text("Du behöver logga in igen", timeout=10_000)
    page.get_by_role("button", name="Sätt upp lappen").click()
    expect(page.locator("[data-told]")).to_contain_text("Du behöver logga in igen")
    expect(page.get_by_label("Ny lapp")).to_have_value("Trasig belysning")


def test_of_two_who_move_the_same_note_the_second_is_told_where_it_is(
    visit: Visit, grow: Callable[..., str]
) -> None:
    address = grow()
    anna, per = come(visit, ANNA, address), come(visit, PER, address)
    drag(per, "Langning", "Grupptryck")
    drag(anna, "Langning", "Mörkt vid torget")
    anna.mouse.up()
    expect_hanging(anna, "Langning", "Mörkt vid torget")
    per.mouse.up()
    expect(per.locator("[data-told]")).to_contain_text(
        "Anna Berg hann före och har just ändrat ”Langning”. Den hänger nu under ”Mörkt vid torget”."
    )
    expect_hanging(per, "Langning", "Mörkt vid torget")


def test_the_tree_is_used_with_the_keyboard_alone(visit: Visit, grow: Callable[..., str]) -> None:
    page = visit(ANNA)
    page.goto(grow())
    tab_to(page, "Ny lapp", to_write=True)
    page.keyboard.type("Sista bussen går tidigt")
    page.keyboard.press("Enter")
    expect_hanging(page, "Sista bussen går tidigt", "situation")
    tab_to(page, "Flytta: Sista bussen går tidigt")
    page.keyboard.press("Enter")
    expect(page.locator("[data-told]")).to_contain_text("är upplockad")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-told]")).to_contain_text("Plats 1 av 1 under ”Mörkt vid torget”, nivå 2")
    page.keyboard.press("Enter")
    expect_hanging(page, "Sista bussen går tidigt", "Mörkt vid torget")
    expect(page.locator("[data-told]")).to_contain_text("är flyttad")
    assert "Flytta" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert reads(page)["Sista bussen går tidigt"] == "Mörkt vid torget"
    for words in ("Välj lappen: Langning", "Välj lappen: Grupptryck"):
        tab_to(page, words)
        page.keyboard.press("Space")
    tab_to(page, "gemensamt", to_write=True)
    page.keyboard.type("Unga och alkohol")
    page.keyboard.press("Enter")
    expect_hanging(page, "Langning", "Unga och alkohol")
    page.locator("body").press("Home")
    tab_to(page, "Ångra: samlade lappar under ”Unga och alkohol”")
    page.keyboard.press("Enter")
    expect_hanging(page, "Langning", "victim")


def test_a_note_that_cannot_land_says_why(visit: Visit, grow: Callable[..., str]) -> None:
    page = come(visit, ANNA, grow())
    told, before = page.locator("[data-told]"), reads(page)
    drag(page, "Krogarna stänger samtidigt", "Överservering")
    page.mouse.up()
    expect(told).to_contain_text("kan inte hänga under det som hänger på den")
    drag(page, "Langning", "Grupptryck")
    expect(page.locator(".note-ghost")).to_contain_text("Under ”Grupptryck”")
    page.mouse.move(5, 5, steps=3)
    page.mouse.up()
    expect(told).to_contain_text("Den hänger kvar där den hängde.")
    assert reads(page) == before
    for words, on in (("Mörkt vid torget", "Överservering"), ("Langning", "Mörkt vid torget")):
        drag(page, words, on)
        page.mouse.up()
        expect_hanging(page, words, on)
    drag(page, "Grupptryck", "Langning")
    page.mouse.up()
    expect(told).to_contain_text("högst fyra nivåer")


def test_the_button_names_what_it_undoes_as_the_tree_changes(visit: Visit, grow: Callable[..., str]) -> None:
    address = grow()
    page, per = come(visit, ANNA, address), come(visit, PER, address)
    expect(per.get_by_role("button", name="Ångra:")).to_have_count(0)
    drag(page, "Langning", "Grupptryck")
    page.mouse.up()
    expect(page.get_by_role("button", name="Ångra: flyttade ”Langning”")).to_be_visible()
    page.get_by_role("button", name="Ångra: flyttade ”Langning”").click()
    expect_hanging(page, "Langning", "victim")
    expect(page.get_by_role("button", name="Ångra: satte upp ”Grupptryck”")).to_be_visible()
    expect(per.get_by_role("button", name="Ångra:")).to_have_count(0)


def test_a_finger_drags_by_the_handle_and_the_page_follows(
    chromium: Browser, server: Server, grow: Callable[..., str]
) -> None:
    address = grow(more=8)
    context = chromium.new_context(
        base_url=server.address, viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("E-post").fill(ANNA)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto(address)
    handle = page.locator(f"#lapp-{note(page, 'Langning')} > .note [data-grip]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    touch = context.new_cdp_session(page)

    def finger(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 15, box["y"] + 10
    before = page.evaluate("scrollY")
    finger("touchStart", x, y)
    finger("touchMove", x, y + 10)
    finger("touchMove", x + 40, 690)
    page.wait_for_function("before => scrollY > before + 60", arg=before)
    target = page.locator(f"#lapp-{note(page, 'Grupptryck')} > .note")
    end = target.bounding_box()
    assert end
    finger("touchMove", end["x"] + 60, min(max(end["y"] + end["height"] / 2, 70), 620))
    end = target.bounding_box()
    assert end
    finger("touchMove", end["x"] + 61, end["y"] + end["height"] / 2)
    expect(target).to_have_class("note note--branch note--under")
    finger("touchEnd", 0, 0)
    expect_hanging(page, "Langning", "Grupptryck")
    context.close()


def test_the_tree_is_used_without_scripts(visit: Visit, grow: Callable[..., str]) -> None:
    page = visit(ANNA, javascript=False)
    page.goto(grow())
    page.get_by_label("Ny lapp").fill("Trasig belysning")
    page.get_by_role("button", name="Sätt upp lappen").click()
    page.locator(f"#lapp-{note(page, 'Trasig belysning')} [data-grip]").click()
    page.get_by_role("button", name="In under lappen ovanför").click()
    expect(page.get_by_text("är flyttad")).to_be_visible()
    assert reads(page)["Trasig belysning"] == "Mörkt vid torget"
    for words in ("Langning", "Grupptryck"):
        page.get_by_role("checkbox", name=f"Välj lappen: {words}").check()
    page.get_by_label("Vad har de valda lapparna gemensamt?").fill("Unga")
    page.get_by_role("button", name="Samla under en ny lapp").click()
    expect(page.get_by_text("hänger nu under")).to_be_visible()
    assert reads(page)["Grupptryck"] == "Unga"
    page.get_by_role("button", name="Ångra: samlade lappar under ”Unga”").click()
    expect(page.get_by_text("Ångrat: du samlade lappar")).to_be_visible()
    assert reads(page)["Grupptryck"] == "offender"
