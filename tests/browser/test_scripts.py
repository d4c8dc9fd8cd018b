"""Our own scripts, each on a page of its own: nothing typed disappears, nothing is sent twice.

The pages are made here and answered without a server, under the product's own content security policy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import js_lib_leaflet
import pytest
from playwright.sync_api import Browser, Page, Route, expect

STATIC = Path(__file__).parents[2] / "src/samverkan/web/static"
LEAFLET = Path(js_lib_leaflet.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'"
)
SCRIPTS = "".join(
    f'<script type="module" src="/static/web/js/{name}.js"></script>'
    for name in ("forms", "drafts", "autosave", "frame")
)
FORM = (
    '<form id="finding" method="post" action="/edit" data-guard{extra}>'
    '<label>Vad <input name="what" type="text" value="{value}"></label>'
    '<input type="hidden" name="expected_version" value="3">'
    '<input type="hidden" name="form_token" value="t">'
    "<span data-saved></span><button>Spara</button></form>"
)
KINDS = {".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".woff2": "font/woff2"}


def page_of(body: str, data: str = "") -> str:
    head = f'<head><meta charset="utf-8"><title>Prov</title>{SCRIPTS}</head>'
    return f'<!doctype html><html lang="sv">{head}<body data-person="7"{data}>{body}</body></html>'


def form(value: str = "", extra: str = "") -> str:
    return page_of(FORM.format(value=value, extra=extra))


def leading_to(path: str) -> Callable[[Route], None]:
    """An answer that leads on. Not a redirect: the browser would ask the network for the next page, not us."""
    body = f'<!doctype html><html lang="sv"><meta http-equiv="refresh" content="0;url={path}"></html>'
    return lambda route: route.fulfill(body=body, content_type="text/html")


@dataclass
class Site:
    """What each address answers: to GET a page, to POST a callable. `posts` remembers what was sent."""

    pages: dict[str, str] = field(default_factory=dict)
    post: Callable[[Route], None] = field(default_factory=lambda: leading_to("/done"))
    posts: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix("http://app.test")
        if path.startswith("/static/"):
            file = next(f for f in (STATIC / path[8:], LEAFLET / path[8:]) if f.is_file())
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        elif route.request.method == "POST":
            self.posts.append(route.request.post_data or "")
            self.post(route)
        elif path in self.pages:
            kind = "application/geo+json" if path.endswith("json") else "text/html; charset=utf-8"
            headers = {"content-security-policy": POLICY, "content-type": kind, "cache-control": "no-store"}
            route.fulfill(body=self.pages[path], headers=headers)
        else:
            route.fulfill(status=404, body="")


@pytest.fixture
def site() -> Site:
    return Site(
        {
            "/edit": form(),
            "/done": page_of("<h1>Klart</h1>"),
            "/failed": page_of("<h1>Fel</h1>", " data-failed"),
        }
    )


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(base_url="http://app.test", viewport={"width": 900, "height": 700})
    context.route("http://app.test/**", site.answer)
    opened = context.new_page()
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on(
        "console", lambda told: broken.append(told.text) if "Content Security Policy" in told.text else None
    )
    opened.on("dialog", lambda dialog: dialog.accept())
    yield opened
    context.close()
    assert broken == []


def test_what_was_typed_and_left_is_offered_back(page: Page) -> None:
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar stjäls")
    page.goto("/done")
    page.goto("/edit")
    expect(page.get_by_label("Vad")).to_have_value("")
    page.get_by_role("button", name="Lägg tillbaka texten").click()
    expect(page.get_by_label("Vad")).to_have_value("Cyklar stjäls")
    expect(page.get_by_label("Vad")).to_be_focused()


def test_what_was_typed_is_offered_once_however_often_the_page_is_gone_through(page: Page) -> None:
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.goto("/edit")
    page.evaluate("document.body.dispatchEvent(new Event('htmx:load', { bubbles: true }))")
    expect(page.get_by_role("button", name="Släng den")).to_have_count(1)


def test_what_was_typed_can_be_thrown_away(page: Page) -> None:
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.goto("/edit")
    page.get_by_role("button", name="Släng den").click()
    page.goto("/edit")
    expect(page.get_by_role("button", name="Släng den")).to_have_count(0)


def test_the_browser_asks_before_unsent_text_is_left(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto("/edit")
    page.goto("/done")
    assert asked == []
    page.goto("/edit")
    page.get_by_label("Vad").press_sequentially("Cyklar")
    page.goto("/done")
    assert asked == ["beforeunload"]


def test_what_arrived_is_not_offered_again(page: Page, site: Site) -> None:
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/done")
    page.goto("/edit")
    expect(page.get_by_label("Vad")).to_be_visible()
    expect(page.get_by_role("button", name="Släng den")).to_have_count(0)


def test_what_arrived_and_led_back_to_the_same_page_is_not_offered_when_that_says_it_is_done(
    page: Page, site: Site
) -> None:
    told = '<div class="messages"><p data-said="success">Sparat.</p></div>'
    for said, offered in ((told, 0), ("", 1)):
        site.pages["/edit"] = form()
        page.goto("http://app.test/edit")
        page.get_by_label("Vad").fill("KS 2026/17")
        site.pages["/edit"] = page_of(said + FORM.format(value="", extra=""))
        site.post = leading_to("/edit")
        page.get_by_role("button", name="Spara").click()
        expect(page.locator("[data-said]")).to_have_count(1 - offered)
        expect(page.get_by_label("Vad")).to_have_value("")
        expect(page.locator("[data-offer]")).to_have_count(offered)


def test_what_met_an_error_page_is_offered_back(page: Page, site: Site) -> None:
    site.post = leading_to("/failed")
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/failed")
    page.goto("/edit")
    expect(page.get_by_role("button", name="Lägg tillbaka texten")).to_be_visible()


def test_what_another_script_sends_is_guarded_until_that_script_says_it_has_arrived(page: Page) -> None:
    page.goto("/edit")
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault(), true)")
    page.get_by_label("Vad").press_sequentially("Cyklar")
    page.get_by_role("button", name="Spara").click()
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto("/done")
    assert asked == ["beforeunload"]
    page.goto("/edit")
    expect(page.get_by_role("button", name="Lägg tillbaka texten")).to_be_visible()


def test_where_the_browser_allows_no_storage_it_still_asks_before_text_is_left(
    page: Page, site: Site
) -> None:
    refuses = "{ get() { throw new DOMException('no', 'SecurityError'); } }"
    for where in ("sessionStorage", "localStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{where}', {refuses})")
    guidance = '<details open data-remember="guidance"><summary>Vägledning</summary>Text</details>'
    site.pages["/edit"] = page_of(FORM.format(value="", extra=" data-forget") + guidance)
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto("/edit")
    page.get_by_text("Vägledning").click()
    page.get_by_label("Vad").press_sequentially("Cyklar")
    page.goto("/done")
    assert asked == ["beforeunload"]
    page.goto("/edit")
    page.get_by_label("Vad").press_sequentially("Cyklar")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/done")
    assert asked == ["beforeunload"]


def test_nobody_else_is_offered_what_one_person_typed(page: Page, site: Site) -> None:
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    site.pages["/edit"] = form().replace('data-person="7"', 'data-person="8"')
    page.goto("/edit")
    expect(page.get_by_label("Vad")).to_be_visible()
    expect(page.get_by_role("button", name="Släng den")).to_have_count(0)


def test_signing_out_takes_typed_text_away(page: Page, site: Site) -> None:
    site.pages["/leave"] = page_of(
        '<form method="post" action="/edit" data-forget><button>Logga ut</button></form>'
    )
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.goto("/leave")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/done")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page, site: Site) -> None:
    held: list[Route] = []
    site.post = held.append
    page.goto("/edit")
    press_twice = """async (button) => {
        button.click();
        await new Promise((resume) => setTimeout(resume, 50));
        button.click();
        return button.getAttribute("aria-disabled");
    }"""
    assert page.locator("button").evaluate(press_twice) == "true"
    assert len(site.posts) == 1
    leading_to("/done")(held[0])
    page.wait_for_url("**/done")


def test_a_form_that_the_back_button_brings_can_be_sent_anew(page: Page, site: Site) -> None:
    # The browser keeps no page for going back to here, so what it then does is done by hand.
    site.pages["/edit"] = page_of(
        FORM.format(value="", extra="").replace("</form>", '<button aria-disabled="true">Upp</button></form>')
    )
    site.post = lambda route: route.fulfill(status=204)
    page.goto("/edit")
    button = page.get_by_role("button", name="Spara")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Upp")).to_have_attribute("aria-disabled", "true")  # it was so from the start
    with page.expect_request("**/edit"):
        button.click()
    assert len(site.posts) == 2


def test_the_errors_take_focus_and_stand_first_in_the_title(page: Page, site: Site) -> None:
    site.pages["/edit"] = page_of('<div data-error-summary tabindex="-1">Det här behöver rättas</div>')
    page.goto("/edit")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page).to_have_title("Fel: Prov")


def test_a_long_form_saves_itself_and_says_when(page: Page, site: Site) -> None:
    site.pages["/edit"] = form(extra=" data-autosave")
    site.post = lambda route: route.fulfill(json={"saved": "14.32", "version": 4})
    page.clock.install()
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    expect(page.locator("[data-saved]")).to_have_text("Inte sparat än")
    page.clock.run_for(2500)
    expect(page.locator("[data-saved]")).to_have_text("Sparat 14.32")
    expect(page.locator("[name=expected_version]")).to_have_value("4")
    assert "Cyklar" in site.posts[0]
    assert "form_token" not in site.posts[0]  # a draft must not use up the token of the form itself
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (409, "ändrats sedan du öppnade"),
        (422, "behöver rättas"),
        (403, "logga in igen"),
        (500, "Ingen kontakt"),
    ],
)
def test_a_draft_that_cannot_be_saved_says_why_and_keeps_the_text(
    page: Page, site: Site, status: int, told: str
) -> None:
    site.pages["/edit"] = form(extra=" data-autosave")
    site.post = lambda route: route.fulfill(status=status, body="")
    page.clock.install()
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.clock.run_for(2500)
    expect(page.locator("[data-saved]")).to_contain_text(told)
    assert page.evaluate("sessionStorage.length") == 1


def test_a_draft_is_tried_again_when_the_server_can_be_reached(page: Page, site: Site) -> None:
    site.pages["/edit"] = form(extra=" data-autosave")
    site.post = lambda route: route.abort()
    page.clock.install()
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    page.clock.run_for(2500)
    expect(page.locator("[data-saved]")).to_contain_text("Ingen kontakt")
    site.post = lambda route: route.fulfill(json={"saved": "14.33", "version": 4})
    page.clock.run_for(16000)
    expect(page.locator("[data-saved]")).to_have_text("Sparat 14.33")


def test_what_is_typed_while_a_slow_save_is_on_its_way_is_saved_after_it(page: Page, site: Site) -> None:
    site.pages["/edit"] = form(extra=" data-autosave")
    held: list[Route] = []
    site.post = held.append
    page.clock.install()
    page.goto("/edit")
    page.get_by_label("Vad").fill("Cyklar")
    with page.expect_request("**/edit"):
        page.clock.run_for(2500)
    page.get_by_label("Vad").fill("Cyklar och mopeder")
    page.clock.run_for(2500)  # the pause runs out while the first save waits for its answer
    assert len(site.posts) == 1
    held[0].fulfill(json={"saved": "14.32", "version": 4})
    expect(page.locator("[name=expected_version]")).to_have_value("4")
    site.post = lambda route: route.fulfill(json={"saved": "14.33", "version": 5})
    page.clock.run_for(2500)
    expect(page.locator("[data-saved]")).to_have_text("Sparat 14.33")
    assert "mopeder" in site.posts[1]
    assert page.evaluate("sessionStorage.length") == 0


def test_guidance_put_away_stays_away(page: Page, site: Site) -> None:
    site.pages["/edit"] = page_of(
        '<details open data-remember="guidance"><summary>Vägledning</summary>Text</details>'
    )
    page.goto("/edit")
    page.get_by_text("Vägledning").click()
    page.reload()
    expect(page.locator("details")).not_to_have_attribute("open", "")


def test_a_menu_closes_with_escape_and_gives_focus_back(page: Page, site: Site) -> None:
    site.pages["/edit"] = page_of(
        '<details data-drop><summary>Anna</summary><a href="/done">Byt</a></details>'
    )
    page.goto("/edit")
    page.get_by_text("Anna").click()
    expect(page.locator("details")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("details")).not_to_have_attribute("open", "")
    expect(page.locator("summary")).to_be_focused()


MAP = page_of(
    '<link rel="stylesheet" href="/static/js_lib_leaflet/leaflet.css">'
    '<link rel="stylesheet" href="/static/web/tokens.css"><link rel="stylesheet" href="/static/web/map.css">'
    '<div class="map" data-map="/cells.json" role="region" aria-label="Karta"></div>'
    '<script defer src="/static/js_lib_leaflet/leaflet.js"></script>'
    '<script type="module" src="/static/web/js/map.js"></script>'
)


def cell(east: float, number: int) -> str:
    corners = [[east, 60], [east + 0.001, 60], [east + 0.001, 60.001], [east, 60.001], [east, 60]]
    return (
        f'{{"type":"Feature","properties":{{"number":{number},"level":4,"label":"Ruta {number}: <b>12"}},'
        f'"geometry":{{"type":"Polygon","coordinates":[{corners}]}}}}'
    )


def test_marks_on_the_map_are_named_and_reached_by_keyboard(page: Page, site: Site) -> None:
    cells = ",".join([cell(17, 1), cell(17.01, 2)])
    site.pages |= {"/edit": MAP, "/cells.json": f'{{"type":"FeatureCollection","features":[{cells}]}}'}
    page.goto("/edit")
    mark = page.get_by_role("button", name="Ruta 1: <b>12")
    mark.focus()
    expect(mark).to_have_text("1")
    expect(page.get_by_role("tooltip")).to_have_text("Ruta 1: <b>12")
    expect(page.locator("path.map__level-4")).to_have_count(2)


def test_marks_that_would_cover_each_other_wait_for_a_closer_look(page: Page, site: Site) -> None:
    cells = ",".join([cell(17, 1), cell(17.001, 2), cell(17.2, 3)])
    site.pages |= {"/edit": MAP, "/cells.json": f'{{"type":"FeatureCollection","features":[{cells}]}}'}
    page.goto("/edit")
    expect(page.locator(".map__mark")).to_have_text(["1", "3"])


def test_a_map_without_data_points_to_the_table(page: Page, site: Site) -> None:
    site.pages["/edit"] = MAP
    page.goto("/edit")
    expect(page.locator(".map")).to_have_text("Kartan kunde inte hämtas. Tabellen visar samma uppgifter.")
