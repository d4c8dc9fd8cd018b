"""What the party has read in, and what is on its way in."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samverkan.datasets import queries
from samverkan.web.screens import ScopedRequest, screen

PER_PAGE = 50


@screen("dataset.view", feature="2.3")
def datasets(request: ScopedRequest) -> HttpResponse:
    context = {
        "page": Paginator(queries.datasets(request.scope), PER_PAGE).get_page(request.GET.get("page")),
        "open_imports": queries.open_imports(request.scope),
        "may_import": request.scope.may("dataset.import"),
    }
    return render(request, "prepare/datasets.html", context)
