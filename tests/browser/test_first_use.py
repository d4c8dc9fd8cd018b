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
    cecilia = sign_in(visit, "cecilia@strandhaga.example")
    press(cecilia, "Sekretesspröva lägesbilden")
    tick(cecilia, "Ingen sekretess gäller")
    write(cecilia, "Bedömning", "Bilden beskriver områden och mönster, inte enskilda.")
    press(cecilia, "Spara prövningen")

    malin = sign_in(visit, "malin@strandhaga.example")
    press(malin, "Ta del av lägesbilden")
    tick(malin, "Jag har tagit del av lägesbilden")
    press(malin, "Jag har tagit del av bilden")

    cecilia.goto("/")
    press(cecilia, "Lämna över lägesbilden")
    write(cecilia, "Skriv ”lämna över”", "lämna över")
    press(cecilia, "Lämna över lägesbilden")
    assert "överlämnad till" in cecilia.get_by_role("status").first.inner_text()

    cecilia.goto("/")
    press(cecilia, "väntar på beslut")
    press(cecilia, "Slå ihop: Cykelstöld")
    tick(cecilia, "Polisen: Cykelstöld")
    press(cecilia, "Slå ihop")
    press(cecilia, "Spara")  # the merged text, to be read through
    while cecilia.get_by_role("button", name="Behåll").count():
        press(cecilia, "Behåll")
    sven = sign_in(visit, "sven@polisen.example")
    for page in (sven, cecilia):
        page.goto("/")
        press(page, "Bekräfta den gemensamma lägesbilden")
        press(page, "Bekräfta bilden")
        tick(page, "Vi står bakom")
        press(page, "Bekräfta bilden")
    assert "fastställd" in cecilia.get_by_role("status").first.inner_text()

    tab_to(cecilia, "Hämta PDF")
    with cecilia.expect_download() as fetched:
        cecilia.keyboard.press("Enter")
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
