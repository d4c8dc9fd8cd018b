"""Reading and fetching: what the parties have handed over, and the joint picture as web page, PDF and DOCX."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverkan.documents.printing import Ending, file_of
from samverkan.pictures.models import HandOver
from samverkan.pictures.printing import joint_draft
from samverkan.pictures.queries.joint import get_hand_over, joint_picture
from samverkan.typeset import from_data
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


@screen("joint.view", feature="3.1")
def handed_over(request: ScopedRequest, pk: int) -> HttpResponse:
    """One party's picture exactly as it was handed over."""
    try:
        hand_over = get_hand_over(request.scope, pk)
    except HandOver.DoesNotExist as missing:
        raise Http404 from missing
    document = from_data(hand_over.document.content)
    return render(request, "join/handed_over.html", {"hand_over": hand_over, "document": document})


@screen("joint.view", feature="3.1")
def page(request: ScopedRequest) -> HttpResponse:
    joint = joint_picture(request.scope)
    adopted = joint.adopted if joint.is_adopted else None
    document = from_data(adopted.content) if adopted else joint_draft(request.scope, joint)
    return render(request, "join/page.html", {"joint": joint, "document": document})


@screen("joint.view", feature="3.1", pdf=True)
def pdf(request: ScopedRequest) -> HttpResponse:
    return _file(request, "pdf")


@screen("joint.view", feature="3.1", pdf=True)
def docx(request: ScopedRequest) -> HttpResponse:
    return _file(request, "docx")


def _file(request: ScopedRequest, ending: Ending) -> HttpResponse:
    """The adopted file when it is of what is said now, else a draft that says it is one."""
    joint = joint_picture(request.scope)
    adopted = joint.adopted if joint.is_adopted else None
    content = file_of(ending, adopted, joint.sha256, lambda: joint_draft(request.scope, joint))
    return download(content, _name(request, ending, draft=adopted is None))


def _name(request: ScopedRequest, ending: str, *, draft: bool = False) -> str:
    scope = request.scope
    return f"Gemensam lägesbild {scope.partnership} {scope.cycle}{' utkast' if draft else ''}.{ending}"
