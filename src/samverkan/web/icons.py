"""Icons as inline drawings (24 × 24, drawn with the text's own colour). Always beside a word, never instead of one."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWINGS: dict[str, str] = {
    # states: each its own shape, so that none rests on colour alone
    "todo": '<circle cx="12" cy="12" r="9"/>',
    "now": '<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>',
    "check": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5v6M12 16.6v.1"/>',
    "waits": '<path d="m12 2.5 9.5 9.5-9.5 9.5L2.5 12z" fill="currentColor"/>',
    "no": '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
    "later": '<circle cx="12" cy="12" r="9"/><path d="M10 8.5v7M14 8.5v7"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.4v.1"/>',
    # places and acts
    "home": '<path d="M4 11.5 12 4l8 7.5M6 10v10h12V10"/>',
    "thread": '<circle cx="6" cy="5" r="2.5"/><circle cx="18" cy="12" r="2.5"/><circle cx="6" cy="19" r="2.5"/>'
    '<path d="M8.5 5.5 15.7 11M15.7 13 8.4 18"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8"/>',
    "speak": '<path d="M4 5h16v11h-9l-4 4v-4H4z"/>',
    "turn": '<path d="M20 12a8 8 0 1 1-2.6-5.9M20 3v4.5h-4.5"/>',
    "chart": '<path d="M4 20h16M7 16v-4M12 16V6M17 16V9"/>',
    "map": '<path d="m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"/>'
    '<path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.6 3.5 5.4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.6-4.5 3.5-7 8-7s7.4 2.5 8 7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "help": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.3 9.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M12 17v.1"/>',
    "question": '<path d="M4 5h16v11h-8l-4.5 4v-4H4z"/>'
    '<path d="M10.2 8.6a1.9 1.9 0 1 1 2.8 1.7c-.7.4-1 .7-1 1.3M12 13.6v.1"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "forward": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "move": '<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>',
    "undo": '<path d="M4 9h10a5.5 5.5 0 0 1 0 11h-4M8.5 4.5 4 9l4.5 4.5"/>',
    "edit": '<path d="m4 20 1-4.5L16 4.5 19.5 8l-11 11zM13.5 7l3.5 3.5"/>',
    "remove": '<path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 20h16"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<path d="M3 6h18v12H3zM3 7l9 7 9-7"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "leave": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
}


def icon(name: str) -> SafeString:
    """The drawing `name`; hidden from screen readers, which hear the word beside it. Unknown names raise KeyError."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(DRAWINGS[name]),  # noqa: S308 our own constants
    )
