from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "samverkan.cycles"
    label = "cycles"
