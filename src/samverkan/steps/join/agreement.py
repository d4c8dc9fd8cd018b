"""The agreement: what it says, what it lacks, and what comes next (handbook p. 59–60)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.access.scope import Scope
from samverkan.documents.printing import Ending, file_of
from samverkan.plans.actions import start_agreement
from samverkan.plans.content import says_the_same
from samverkan.plans.gaps import ANALYSES, ANNEXES, CHOICE, PERIOD, Against, Gap
from samverkan.plans.printing import agreement_draft
from samverkan.plans.queries.agreement import AgreementState, agreement_state, former_agreement
from samverkan.plans.queries.evidence import ends_on
from samverkan.plans.queries.signing import SigningState, may_sign, signing_state
from samverkan.plans.rules import SectionKey
from samverkan.process.stages import noted
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


@screen("agreement.view", feature="3.7")
def agreement(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    held = against(scope)
    now = agreement_state(scope, held)
    changed = held.changed
    written = sum(1 for section in now.sections.values() if section.text.strip() and not section.inherited)
    signing = signing_state(scope, now.open) if now.open else None
    context = {
        "now": now,
        "former": None if now.row else former_agreement(scope),
        "rows": [(key, now.sections.get(key), key.value in changed) for key in SectionKey],
        "written": written,
        "progress_words": _("%(done)s av %(all)s delar är skrivna")
        % {"done": written, "all": len(SectionKey)},
        # That nothing has changed since the last signatures is no gap to mend: the page says what holds.
        "stops": [(gap, gap_url(scope, gap)) for gap in now.gaps if gap.stops and gap.where],
        "differs": now.signed is not None
        and not now.signed.overall
        and not says_the_same(now.signed.content, now.content),
        "weigh": [(gap, gap_url(scope, gap)) for gap in now.gaps if not gap.stops],
        "signing": signing,
        "mine": signing is not None and may_sign(scope) and scope.party in signing.awaits,
        "holds_until": ends_on(now.in_force) if now.in_force else None,
        "history": [each for each in now.signings if not each.is_open],
        "may_edit": scope.may("agreement.edit"),
    }
    return render(request, "join/agreement.html", context)


def against(scope: Scope) -> Against:
    """What the work holds against the text, as noted at the end of the latest action."""
    joint = noted(scope).joint
    return Against(
        changed=tuple(joint["agreement_changed"]),
        undecided=joint["priorities"] == "decide",
        unfinished=sum(1 for _, stage in joint["analyses"] if stage),
    )


def moved_on(scope: Scope, state: SigningState) -> list[str]:
    """The parts whose work reads otherwise now than what waits to be signed was taken from."""
    if not state.runs:
        return []
    return [SectionKey(key).swedish for key in against(scope).changed]


def gap_url(scope: Scope, gap: Gap) -> str:
    """Where it is mended."""
    slug = scope.partnership.slug
    if gap.where == PERIOD:
        return reverse("join:agreement_period", args=[slug])
    if gap.where == ANNEXES:
        return reverse("join:agreement_annexes", args=[slug])
    if gap.where == CHOICE:
        return reverse("join:focus", args=[slug])
    if gap.where == ANALYSES:
        return reverse("join:causes", args=[slug])
    return reverse("join:agreement_section", args=[slug, gap.where]) if gap.where else ""


@screen("agreement.edit", feature="3.7")
@require_POST
def start(request: ScopedRequest) -> HttpResponse:
    start_agreement(request.scope)
    messages.success(request, _("Överenskommelsen är påbörjad. Ta in det arbetet redan säger, del för del."))
    return redirect("join:agreement", request.scope.partnership.slug)


@screen("agreement.view", feature="3.7")
def page(request: ScopedRequest) -> HttpResponse:
    now = agreement_state(request.scope)
    document = agreement_draft(request.scope, now, overall=_overall(request, now))
    return render(request, "join/agreement_page.html", {"document": document})


@screen("agreement.view", feature="3.7", pdf=True)
def pdf(request: ScopedRequest) -> HttpResponse:
    return _file(request, "pdf")


@screen("agreement.view", feature="3.7", pdf=True)
def docx(request: ScopedRequest) -> HttpResponse:
    return _file(request, "docx")


def _file(request: ScopedRequest, ending: Ending) -> HttpResponse:
    """The text as it reads now, marked as a draft. What is signed is fetched on its own page."""
    scope, now = request.scope, agreement_state(request.scope)
    overall = _overall(request, now)
    content = file_of(
        ending, None, now.sha256(overall=overall), lambda: agreement_draft(scope, now, overall=overall)
    )
    return download(content, file_name(scope, "utkast", ending))


def _overall(request: ScopedRequest, now: AgreementState) -> bool:
    return bool(request.GET.get("overall")) and now.may_be_overall


def file_name(scope: Scope, which: str, ending: str) -> str:
    return f"Samverkansöverenskommelse {scope.partnership} {which}.{ending}"
