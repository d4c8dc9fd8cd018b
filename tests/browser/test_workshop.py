"""The prioritisation matrix as a workshop uses it: two people mark at once, from their own machines."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Visit

ADDRESS = "/p/bjorkvalla/join/problems/workshop/"
SECONDS = 3  # from a press until everyone's screen is the same


def come(visit: Visit, who: str) -> Page:
    page = visit(who)
    page.goto(ADDRESS)
    return page


def cells(page: Page) -> dict[str, str]:
    """What stands in each cell."""
    told: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".mark__press")].map(
            (press) => [press.id, press.firstChild.textContent.trim()]))"""
    )
    return told


def expect_cell(page: Page, cell: str, word: str) -> None:
    expect(page.locator(f"#{cell}")).to_have_text(re.compile(f"^{word} "), timeout=SECONDS * 1000)


def test_two_people_mark_at_once_and_every_press_stands_on_both_screens_within_three_seconds(
    visit: Visit,
) -> None:
    anna, per = come(visit, "anna@bjorkvalla.example"), come(visit, "per@polisen.example")
    before = cells(anna)
    assert before == cells(per) and len(before) == 35
    hers, his = [[cell for cell, word in before.items() if word == "Nej"][part::2][:3] for part in (0, 1)]
    for mine, theirs in zip(hers, his, strict=True):
        anna.locator(f"#{mine}").click()
        per.locator(f"#{theirs}").click()
    for cell in (*hers, *his):
        for page in (anna, per):
            expect_cell(page, cell, "–")
    changed = dict.fromkeys([*hers, *his], "–")
    assert cells(anna) == cells(per) == before | changed


def test_when_the_session_has_ended_the_whole_page_goes_to_sign_in_and_comes_back(visit: Visit) -> None:
    anna = come(visit, "anna@bjorkvalla.example")
    anna.context.clear_cookies()
    anna.wait_for_url("**/account/login/**")
    anna.get_by_label("E-post").fill("anna@bjorkvalla.example")
    anna.get_by_label("Lösenord").fill(PASSWORD)
    anna.get_by_role("button", name="Logga in").click()
    anna.wait_for_url(f"**{ADDRESS}")


def test_of_two_who_answer_the_same_otherwise_the_second_is_told_what_the_first_said(visit: Visit) -> None:
    anna, per = come(visit, "anna@bjorkvalla.example"), come(visit, "per@polisen.example")
    cell = next(cell for cell, word in cells(per).items() if word == "Ja")
    # Per's screen does not hear of what Anna does meanwhile.
    per.route(re.compile("/workshop/marks/"), lambda route: route.abort())
    anna.locator(f"#{cell}").click()
    expect_cell(anna, cell, "Nej")
    anna.locator(f"#{cell}").click()
    expect_cell(anna, cell, "–")
    per.locator(f"#{cell}").click()
    expect(per.get_by_role("alert")).to_contain_text("Anna Berg")
    expect_cell(per, cell, "–")
    expect_cell(anna, cell, "–")


def test_the_matrix_is_marked_by_keyboard_alone_and_focus_stays(visit: Visit) -> None:
    page = come(visit, "anna@bjorkvalla.example")
    cell = next(cell for cell, word in cells(page).items() if word == "Nej")
    page.locator(f"#{cell}").focus()
    page.keyboard.press("Enter")
    expect_cell(page, cell, "–")
    expect(page.locator(f"#{cell}")).to_be_focused(timeout=1000)
    page.keyboard.press("Space")
    expect_cell(page, cell, "Ja")
    expect(page.locator(f"#{cell}")).to_be_focused(timeout=1000)


def test_a_press_without_contact_is_told_and_the_board_says_that_it_stands_still(visit: Visit) -> None:
    page = come(visit, "anna@bjorkvalla.example")
    lost, unsaved = page.locator("[data-contact]"), page.locator("[data-unsaved]")
    before = cells(page)
    cell = next(iter(before))
    page.context.set_offline(True)
    page.locator(f"#{cell}").click()
    expect(unsaved).to_contain_text("Svaret sparades inte. Det finns ingen kontakt med servern.")
    expect(lost).to_have_text(re.compile(r"^Ingen kontakt\. Senast uppdaterad \d\d\.\d\d\.$"))
    assert cells(page) == before
    page.context.set_offline(False)
    expect(lost).to_be_hidden()
    page.locator(f"#{cell}").click()
    expect_cell(page, cell, {"Ja": "Nej", "Nej": "–", "–": "Ja"}[before[cell]])
    expect(unsaved).to_be_hidden()


def test_what_the_server_could_not_do_is_told_in_its_own_words(visit: Visit) -> None:
    page = visit("anna@bjorkvalla.example")
    page.goto(ADDRESS.replace("workshop", "matrix"))
    page.route(
        re.compile("/problems/marks/"),
        lambda route: route.fulfill(
            status=503,
            content_type="text/html",
            body="<body data-failed><main><h1>Nej</h1><p>Det finns inte plats att spara mer.</p></main>",
        ),
    )
    page.locator(".mark__press").first.click()
    expect(page.get_by_role("alert")).to_have_text(
        "Svaret sparades inte. Det finns inte plats att spara mer."
    )


def test_a_press_on_a_problem_that_has_just_been_removed_is_answered_with_why(visit: Visit) -> None:
    anna, per = visit("anna@bjorkvalla.example"), come(visit, "per@polisen.example")
    per.route(re.compile("/workshop/marks/"), lambda route: route.abort())
    anna.goto("/p/bjorkvalla/join/problems/new/")
    anna.get_by_label("Problemet i några ord").fill("Buskörning")
    anna.get_by_role("button", name="Spara").click()
    expect(anna.get_by_role("heading", name="Buskörning")).to_be_visible()
    per.reload()
    anna.get_by_role("button", name="Ta bort problemet").click()
    expect(anna.get_by_text("Problemet är borttaget.")).to_be_visible()
    per.get_by_role("row", name="Buskörning").locator(".mark__press").first.click()
    expect(per.get_by_text("Svaret sparades inte. Någon har tagit bort problemet.")).to_be_visible()
    expect(per.get_by_role("row", name="Buskörning")).to_have_count(0)


def test_ten_problems_are_seen_at_once_on_a_projector(visit: Visit) -> None:
    page = visit("anna@bjorkvalla.example", width=1920, height=1080)
    for number in range(5):  # the demo has five
        page.goto("/p/bjorkvalla/join/problems/new/")
        page.get_by_label("Problemet i några ord").fill(f"Otrygga gångvägar {number}")
        page.get_by_role("button", name="Spara").click()
        page.wait_for_url(re.compile(r"/problems/\d+/$"))
    page.goto(ADDRESS)
    seen = "bodies => bodies.filter(body => body.getBoundingClientRect().bottom <= innerHeight).length"
    assert page.locator(".matrix tbody").evaluate_all(seen) == 10
    size = "head => parseFloat(getComputedStyle(head).fontSize)"
    assert page.get_by_role("columnheader", name="Vanligt").evaluate(size) >= 22
