"""The party's own inventory: what it does, has and is governed by, before it is shared (handbook p. 22–24)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.conditions.actions import add_item, change_item, remove_item
from samverkan.conditions.document import item_facts
from samverkan.conditions.queries.inventory import inventory_state, items
from samverkan.conditions.rules import ItemKind
from samverkan.partnerships.content import guidance
from samverkan.steps.initiate.inventory_forms import ASKED, item_form
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


@screen("inventory.view", feature="1.2")
def inventory(request: ScopedRequest) -> HttpResponse:
    now = inventory_state(request.scope)
    facts = {content["number"]: item_facts(content) for content in now.content["items"]}
    kinds = [
        (kind, ASKED[kind][0], [(item, facts[item.pk]) for item in now.of_kind(kind)]) for kind in ItemKind
    ]
    done = len(kinds) - len(now.empty_kinds)
    context = {
        "now": now,
        "kinds": kinds,
        "done": done,
        "progress_words": _("%(done)s av %(all)s delar har något skrivet")
        % {"done": done, "all": len(kinds)},
        "guide": guidance("1.2"),
        "may_edit": request.scope.may("inventory.edit"),
        "may_share": request.scope.may("inventory.share"),
    }
    return render(request, "initiate/inventory.html", context)


@screen("inventory.edit", feature="1.2")
def item_new(request: ScopedRequest, kind: str) -> HttpResponse:
    if kind not in list(ItemKind):
        raise Http404
    chosen = ItemKind(kind)
    form = item_form(chosen, request.POST or None)
    if form.is_valid():
        add_item(request.scope, form.cleaned_data["form_token"], kind=chosen, **form.fields_given())
        messages.success(request, _("Raden är sparad i er inventering."))
        warn_about_personal_data(request, form)
        return redirect(_address(request, chosen))
    return _page(request, chosen, form, status=422 if form.errors else 200)


@screen("inventory.edit", feature="1.2")
def item(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(items(request.scope), pk=pk)
    kind = ItemKind(found.kind)
    form = item_form(kind, request.POST or None)
    form.initial = {name: getattr(found, name, None) for name in form.fields if name != "form_token"}
    form.initial["expected_version"] = found.version
    outcome = save(
        request,
        form,
        lambda version: change_item(request.scope, found, version, **form.fields_given()),
        _("Raden är sparad i er inventering."),
        _address(request, kind),
    )
    return outcome.response or _page(
        request, kind, form, clashes=outcome.clashes, status=outcome.status(form), autosave=True
    )


@screen("inventory.edit", feature="1.2")
@require_POST
def item_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(items(request.scope), pk=pk)
    remove_item(request.scope, found)
    messages.success(request, _("Raden är borttagen ur er inventering."))
    return redirect(_address(request, ItemKind(found.kind)))


def _page(request: ScopedRequest, kind: ItemKind, form: Form, status: int, **context: object) -> HttpResponse:
    context |= {"form": form, "heading": ASKED[kind][0], "guide": guidance("1.2")}
    return render(request, "initiate/item.html", context, status=status)


def _address(request: ScopedRequest, kind: ItemKind) -> str:
    return f"{reverse('initiate:inventory', args=[request.scope.partnership.slug])}#{kind}"
