from django.urls import path

from samverkan.steps.overview import start

app_name = "overview"
urlpatterns = [path("", start.start, name="start")]
