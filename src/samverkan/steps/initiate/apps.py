from django.apps import AppConfig


class InitiateConfig(AppConfig):
    name = "samverkan.steps.initiate"
    label = "initiate"
