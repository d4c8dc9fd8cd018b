from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "samverkan.steps.overview"
    label = "overview"
