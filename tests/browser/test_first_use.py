"""A person who has never seen it gets from the demo to a joint picture in PDF, keyboard alone (issue 2, section 5)."""

import io
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, Server, Visit
from tests.browser.keyboard import press, tab_to, tick, write


def sign_in(visit: Visit, email: str) -> Page:
    page = visit(None)
    page.goto("/")
    write(page, "E-post", email)
    write(page, "Lösenord", PASSWORD)
    press(page, "Logga in")
    return page


def test_from_the_demo_to_a_joint_picture_in_pdf(visit: Visit, server: Server, tmp_path: Path) -> None:
    anna = sign_in(visit, "anna@bjorkvalla.example")
    press(anna, "Sekretesspröva lägesbilden")
    tick(anna, "Ingen sekretess gäller")
    write(anna, "Bedömning", "Bilden beskriver områden och mönster, inte enskilda.")
    press(anna, "Spara prövningen")

    karin = sign_in(visit, "karin@bjorkvalla.example")
    press(karin, "Ta del av lägesbilden")
    tick(karin, "Jag har tagit del av lägesbilden")
    press(karin, "Jag har tagit del av bilden")

    anna.goto("/")
    press(anna, "Lämna över lägesbilden")
    write(anna, "Skriv ”lämna över”", "lämna över")
    press(anna, "Lämna över lägesbilden")
    assert "överlämnad till" in anna.get_by_role("status").first.inner_text()

    anna.goto("/")
    press(anna, "väntar på beslut")
    press(anna, "Slå ihop: Cykelstöld")
    tick(anna, "Polisen: Cykelstöld")
    press(anna, "Slå ihop")
    press(anna, "Spara")  # the merged text, to be read through
    while anna.get_by_role("button", name="Behåll").count():
        press(anna, "Behåll")
    per = sign_in(visit, "per@polisen.example")
    for page in (per, anna):
        page.goto("/p/bjorkvalla/")  # Per works in two partnerships, so the front page asks which
        press(page, "Bekräfta den gemensamma lägesbilden")
        press(page, "Bekräfta bilden")
        tick(page, "Vi står bakom")
        press(page, "Bekräfta bilden")
    assert "fastställd" in anna.get_by_role("status").first.inner_text()

    tab_to(anna, "Hämta PDF")
    with anna.expect_download() as fetched:
        anna.keyboard.press("Enter")
    content = Path(fetched.value.path()).read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "sv"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_finding_is_written_with_and_without_scripts(visit: Visit, javascript: bool) -> None:
    page = visit("anna@bjorkvalla.example", javascript=javascript)
    page.goto("/p/bjorkvalla/prepare/picture/findings/new/")
    write(page, "Vad", f"Skadegörelse på busstorget {javascript}")
    press(page, "Spara")
    page.goto("/p/bjorkvalla/prepare/picture/")
    assert page.get_by_text(f"Skadegörelse på busstorget {javascript}").count()
