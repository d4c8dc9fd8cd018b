"""One person's access, on one page: role, what it lets them see and do, and what roles they have had."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverkan.access.people import managed, memberships
from samverkan.access.permission_words import in_words
from samverkan.partnerships.rules import Role
from samverkan.web.screens import ScopedRequest, screen


@screen("people.view", feature="P4")
def person(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    history = list(memberships(scope).filter(user=pk))
    if not history:
        raise Http404
    newest = history[0]
    mine = newest.user == request.user
    manages = scope.may("people.end") and managed(scope).filter(pk=newest.pk).exists()
    context = {
        "member": newest,
        "person": newest.user,
        "mine": mine,
        "groups": in_words(Role(newest.role)) if newest.ended_at is None else (),
        "history": history,
        # When somebody was last here is for themselves and for those who answer for the access.
        "shows_sign_in": mine or manages,
        "may_end": manages and newest.ended_at is None,
        "may_change_role": manages and newest.ended_at is None and newest.party is not None and not mine,
    }
    return render(request, "overview/person.html", context)
