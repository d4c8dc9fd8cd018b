"""What the component tags put together. The looks stand in static/web/, the markup of the larger ones in web/parts/."""

from functools import lru_cache
from typing import Any

from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samverkan.charts.chart import Chart, Table
from samverkan.web.difference import word_difference
from samverkan.web.icons import icon

STATES = {
    "todo": "Inte påbörjat",
    "now": "Pågår",
    "done": "Klart",
    "check": "Behöver ses över",
    "stop": "Går inte vidare än",
    "waits": "Väntar på dig",
    "no": "Nej",
    "later": "Får vänta",
}
NOTICE_ICONS = {"info": "info", "ok": "done", "warn": "check", "stop": "stop", "waits": "waits"}
MOODS = {"debug": "info", "info": "info", "success": "ok", "warning": "warn", "error": "stop"}
PARTY_COLOURS = 4
PARTY_SLOTS = ("kommun", "polis", "third", "fourth")


def status(state: str, words: str = "") -> SafeString:
    """A state as shape and word: todo, now, done, check, stop or waits ("waits for you" only).

    Of an answer and a choice: no and later.
    """
    return format_html(
        '<span class="status status--{}">{} {}</span>', state, icon(state), words or STATES[state]
    )


def party(who: Any, short: bool = False) -> SafeString:
    """Who said what: mark with initial in the party's colour, and the name (for the ear only when `short`)."""
    return format_html(
        '<span class="party {}"><span class="party__mark" aria-hidden="true">{}</span><span{}>{}</span></span>',
        party_class(who),
        who.initial,
        SafeString(' class="unseen"') if short else "",
        who,
    )


def party_class(who: Any) -> str:
    """The class that sets the party's colour on what belongs to it; a fifth party starts over."""
    return f"party-{(max(who.position, 1) - 1) % PARTY_COLOURS + 1}"


def notice(content: str, mood: str = "info", title: str = "") -> SafeString:
    """A message that stands where it belongs: info, ok, warn, stop or waits."""
    head = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice notice--{}">{}<div>{}{}</div></div>',
        mood,
        icon(NOTICE_ICONS[mood]),
        head,
        content,
    )


def mood(level: str) -> str:
    """How loud a message of django.contrib.messages is."""
    return MOODS.get(level, "info")


def empty(content: str, title: str) -> SafeString:
    """An empty place: what will stand here (`title`), then how to start it.

    Directly inside a ``for`` the word `empty` is Django's own: there it comes after ``{% empty %}``, not before.
    """
    return format_html('<div class="empty"><p class="empty__title">{}</p>{}</div>', title, content)


def progress(value: int, total: int, words: str) -> SafeString:
    """A bar and the same in words, which are its name."""
    return format_html(
        '<span class="progress"><progress value="{}" max="{}" aria-label="{}"></progress><span>{}</span></span>',
        value,
        max(total, 1),
        words,
        words,
    )


def figure(
    content: str,
    chart: Chart,
    compact: Chart | None = None,
    source: str = "",
    trust: str = "",
    about: str = "",
    level: int = 2,
) -> SafeString:
    """A chart with its message, notes, trust note, source and data table; `content` is what can be done with it."""
    return render_to_string(
        "web/parts/figure.html",
        {
            "chart": chart,
            "compact": compact,
            "source": source,
            "trust": trust,
            "about": about,
            "heading": f"h{level}",
            "actions": content,
        },
    )


@lru_cache(maxsize=512)  # a page of figures has many, and a table never changes
def data_table(table: Table, caption: str = "", dense: bool = False) -> SafeString:
    """Rows of words and numbers that become cards on a phone; the first column names the row."""
    rows = [list(zip(table.columns, row, table.align, strict=True)) for row in table.rows]
    heads = list(zip(table.columns, table.align, strict=True))
    return render_to_string(
        "web/parts/table.html", {"heads": heads, "rows": rows, "caption": caption, "dense": dense}
    )


def difference(old: str, new: str) -> SafeString:
    return render_to_string("web/parts/difference.html", {"pieces": word_difference(old, new)})


def ring(step: dict[str, Any]) -> SafeString:
    """The step's number inside an arc of its met criteria; a tick when it is finished, not when it is open again."""
    met, total = step.get("met") or 0, step.get("total") or 0
    share = round(100 * met / total) if total else 0
    share = min(share, 99) if step.get("reopened") else share
    return render_to_string("web/parts/ring.html", {"number": step["number"], "share": share})


def guidance(content: str) -> SafeString:
    """Help beside the work, which can be put away and stays away (js/frame.js remembers)."""
    return render_to_string("web/parts/guidance.html", {"content": content})


def page_numbers(page: Page[Any]) -> list[int | str]:
    """The pages worth a link, with `…` where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


def document_table(block: Any) -> SafeString:
    """A table of a document (typeset/blocks.py) as on any page."""
    aligns = tuple(column.align for column in block.columns)
    table = Table(tuple(column.heading for column in block.columns), block.rows, aligns)
    return data_table(table, block.caption)


def slot_class(slot: str) -> str:
    """The colour class of a document's party slot."""
    return f"party-{PARTY_SLOTS.index(slot) + 1}"
