"""Every part on one page with made-up data: for those who build screens. Routed only while developing."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverkan.charts import Series, Table, WeekdayHour, Words, YearLines, weekday_hour, year_lines
from samverkan.charts.chart import Chart
from samverkan.partnerships.models import Organisation, Partnership, Party, User
from samverkan.web.fields import DateField, NumberField
from samverkan.web.forms import Form

DOCUMENTS = {"name": "Dokument", "icon": "document", "url": "#documents"}


class PatternForm(Form):
    what = forms.CharField(
        label="Vad har ni sett",
        help_text="En mening som säger en sak. Skriv inget om enskilda personer.",
        max_length=200,
    )
    where = forms.CharField(label="Var", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Brottstyp", choices=[("", "Välj"), ("a", "Cykelstöld"), ("b", "Klotter")])
    since = DateField(label="Från och med")
    cell = NumberField(label="Rutans sida i meter", required=False)
    trend = forms.ChoiceField(
        label="Hur har det utvecklats",
        widget=forms.RadioSelect,
        choices=[("up", "Ökar"), ("same", "Ungefär som förut"), ("unknown", "Går inte att säga")],
    )
    who = forms.MultipleChoiceField(
        label="Vem utsätts",
        widget=forms.CheckboxSelectMultiple,
        choices=[("women", "Kvinnor"), ("men", "Män"), ("young", "Unga")],
        required=False,
    )
    file = forms.FileField(label="Fil", help_text="Excel eller CSV, högst 500 MB.", required=False)
    read = forms.BooleanField(label="Jag har läst igenom texten en gång till")


@dataclass
class Pretend:
    """Stands in for a scope: somebody signed in, in a partnership that does not exist."""

    partnership: Partnership
    membership: Any
    user: User
    parties: list[Party] = field(default_factory=list)


def pretend() -> Pretend:
    partnership = Partnership(name="Lindvik", slug="lindvik")
    names = [
        ("Lindviks kommun", "Kommunen"),
        ("Lokalpolisområde Lindvik", "Polisen"),
        ("Lindviksbostäder", "Bostäder"),
    ]
    parties = [
        Party(partnership=partnership, position=place, organisation=Organisation(name=name, short_name=short))
        for place, (name, short) in enumerate(names, 1)
    ]
    user = User(pk=1, email="anna@example.org", name="Anna Berg")
    membership = SimpleNamespace(party=parties[0], role_name="kommunal samordnare")
    return Pretend(partnership, membership, user, parties)


def steps() -> list[dict[str, Any]]:
    """The five steps as the frame gives them to the menu and the wheel."""
    links = [
        {"name": "Datamängder", "url": "#data", "current": False},
        {"name": "Egen lägesbild", "url": "#picture", "current": True},
        {"name": "Källor och brottstyper", "url": "#sources", "current": False},
    ]
    return [
        {"key": "initiate", "number": 1, "name": "Initiera samverkan", "met": 4, "total": 4, "url": "#1"},
        {
            "key": "prepare",
            "number": 2,
            "name": "Egna förberedelser",
            "met": 2,
            "total": 3,
            "url": "#2",
            "current": True,
            "links": links,
        },
        {"key": "join", "number": 3, "name": "Gemensamma förberedelser", "met": 0, "total": 5, "url": "#3"},
        {"key": "implement", "number": 4, "name": "Genomförande", "state": "Kommer senare"},
        {"key": "follow_up", "number": 5, "name": "Uppföljning och återkoppling", "state": "Kommer senare"},
    ]


def lines(compact: bool = False) -> Chart:
    words = Words(
        "Cykelstölderna är 38 % fler än i liknande kommuner", "anmälda cykelstölder i Lindvik 2016–2024"
    )
    own = (612.0, 640.0, 598.0, 655.0, 702.0, 731.0, 744.0, 790.0, 812.0)
    like = (560.0, 566.0, 571.0, 575.0, 580.0, 584.0, 588.0, 590.0, 588.0)
    data = YearLines(
        words,
        "per 100 000 invånare",
        tuple(range(2016, 2025)),
        Series("Lindvik", own),
        (Series("Liknande kommuner", like),),
        tuple(value - 45 for value in own),
        tuple(value + 45 for value in own),
        preliminary=(2024,),
    )
    return year_lines(data, compact)


def week(compact: bool = False) -> Chart:
    hours = tuple(
        tuple(float((hour * 7 + weekday * 3) % 11 + 12 * (15 <= hour <= 19)) for hour in range(24))
        for weekday in range(7)
    )
    words = Words("Det händer oftast på eftermiddagen", "cykelstölder i Lindvik 2024")
    return weekday_hour(WeekdayHour(words, "antal", hours), compact)


def rows() -> Table:
    return Table.of(
        ("Brottstyp", "Antal 2024", "Per 100 000", "Mot 2023"),
        [
            ("Cykelstöld", "2 960", "812,0", "+2,8 %"),
            ("Skadegörelse genom klotter", "1 204", "330,3", "−4,1 %"),
            ("Stöld ur motorfordon", "612", "167,9", "−0,4 %"),
        ],
    )


def patterns(request: HttpRequest) -> HttpResponse:
    """The page, and with POST the form with its errors."""
    who = pretend()
    form = PatternForm(request.POST, request.FILES) if request.method == "POST" else PatternForm()
    context = {
        "heading": "Byggdelar",
        "scope": who,
        "user": who.user,
        "partnerships": [who.partnership, Partnership(name="Länets nätverk mot bedrägerier", slug="lanet")],
        "parties": who.parties,
        "steps": steps(),
        "places": [{"name": "Startsida", "icon": "home", "url": "#start"}, DOCUMENTS],
        "form": form,
        "lines": lines(),
        "lines_compact": lines(compact=True),
        "week": week(),
        "week_compact": week(compact=True),
        "rows": rows(),
        "page": Paginator(range(240), 20).get_page(request.GET.get("page", "4")),
        "states": ["todo", "now", "done", "check", "stop", "waits"],
        "moods": ["info", "ok", "warn", "stop", "waits"],
        "old": "Cyklar stjäls vid stationen, mest på vardagar mellan klockan 15 och 18.",
        "new": "Cyklar stjäls vid stationen och badhuset, mest på vardagar mellan klockan 16 och 18.",
        "map_url": request.GET.get("map", ""),
    }
    return render(request, "web/patterns.html", context, status=422 if form.errors else 200)
