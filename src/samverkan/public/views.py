"""Pages for anyone: the way in, the accessibility statement, and a sign of life for the operator."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from samverkan.partnerships.models import Membership, User
from samverkan.web.screens import public_screen


@public_screen(feature="P5")
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the start page of one's partnership; a choice when there are several."""
    assert isinstance(request.user, User)
    memberships = list(
        Membership.objects.filter(user=request.user, ended_at=None)
        .select_related("partnership")
        .order_by("partnership__name")
    )
    if len(memberships) == 1:
        return redirect("overview:start", memberships[0].partnership.slug)
    return render(request, "public/home.html", {"memberships": memberships})


@public_screen(feature="P")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@public_screen(feature="P")
def health(request: HttpRequest) -> HttpResponse:
    """For the operator's monitoring: answers when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
