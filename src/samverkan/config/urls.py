"""The address table: screens by step, pages without login, signing in."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samverkan.web.patterns import patterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samverkan.public.urls")),
    path("account/", include("allauth.urls")),
    path("p/<slug:slug>/", include("samverkan.steps.overview.urls")),
    path("p/<slug:slug>/prepare/", include("samverkan.steps.prepare.urls")),
    path("p/<slug:slug>/join/", include("samverkan.steps.join.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("patterns/", patterns))
