from django.apps import AppConfig


class PrepareConfig(AppConfig):
    name = "samverkan.steps.prepare"
    label = "prepare"
