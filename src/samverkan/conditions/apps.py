from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "samverkan.conditions"
    label = "conditions"
