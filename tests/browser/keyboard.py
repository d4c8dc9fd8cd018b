"""Using a page with the keyboard alone: Tab to what is meant, then press it. No mouse, no script clicks."""

from playwright.sync_api import Page

FARTHEST = 250  # presses of Tab; a page with more before its main work is a finding in itself

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const label = e.labels && e.labels.length ? e.labels[0].innerText : "";
  const name = e.getAttribute("aria-label") || label || e.innerText || e.value || "";
  return name.replace(/\\s+/g, " ").replace(" :", ":").trim();
}"""


WRITABLE = "document.activeElement.matches('textarea, input:not([type=checkbox]):not([type=radio])')"


def tab_to(page: Page, words: str, *, to_write: bool = False) -> None:
    """Press Tab until what has focus (a field, when `to_write`) is called something with `words`."""
    seen = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        name = page.evaluate(FOCUSED)
        if words.lower() in name.lower() and (not to_write or page.evaluate(WRITABLE)):
            return
        seen.append(name[:40])
    raise AssertionError(f"the keyboard never reaches {words!r} on {page.url}; it passed {seen[:60]}")


def press(page: Page, words: str) -> None:
    """Tab to a link or button and press it; waits for the page it leads to."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Space")


def write(page: Page, field: str, text: str) -> None:
    tab_to(page, field, to_write=True)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
