"""The address table: screens by step, pages without login, signing in."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from samverkan.access.login import closed
from samverkan.web.patterns import patterns

# Under account/, see access/login.py.
CLOSED = r"^(?:email/|confirm-email/|3rdparty/$|3rdparty/signup/)"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samverkan.public.urls")),
    path("account/", include([re_path(CLOSED, closed), path("", include("allauth.urls"))])),
    path("p/<slug:slug>/", include("samverkan.steps.overview.urls")),
    path("p/<slug:slug>/initiate/", include("samverkan.steps.initiate.urls")),
    path("p/<slug:slug>/prepare/", include("samverkan.steps.prepare.urls")),
    path("p/<slug:slug>/join/", include("samverkan.steps.join.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("patterns/", patterns))
