"""The handbook's terms in our own words, where marked words in the interface lead (handbook p. 94–99)."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.partnerships.content import Term, glossary, term
from samverkan.web.screens import ScopedRequest, screen


@screen("guidance.view", feature="P6")
def terms(request: ScopedRequest) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()
    found = [row for row in glossary() if _matches(row, wanted)]
    letters = [
        (letter, [(row, [term(key) for key in row.see]) for row in rows])
        for letter, rows in groupby(found, key=lambda row: row.term[0].upper())
    ]
    context = {"letters": letters, "wanted": wanted, "found": len(found), "all": len(glossary())}
    return render(request, "overview/glossary.html", context)


def _matches(row: Term, wanted: str) -> bool:
    """Whether all the words searched for stand in the term or its explanation."""
    text = " ".join([row.term, row.text, *row.also]).casefold()
    return all(word in text for word in wanted.casefold().split())
