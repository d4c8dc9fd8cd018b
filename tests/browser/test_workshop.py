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
    hers, his = [[cell for cell, word in before.items() if word == "Nej"][part::2][:5] for part in (0, 1)]
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
