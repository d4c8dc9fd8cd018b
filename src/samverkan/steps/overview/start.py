"""The partnership's start page: where the work stands and what waits."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.web.screens import ScopedRequest, screen


@screen("overview.view", feature="P5")
def start(request: ScopedRequest) -> HttpResponse:
    return render(request, "overview/start.html")
