from django.urls import include, path

app_name = "initiate"
urlpatterns = [
    path("", include("samverkan.steps.initiate.conditions_urls")),
    path("", include("samverkan.steps.initiate.organisation_urls")),
    path("", include("samverkan.steps.initiate.communication_urls")),
]
