from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "samverkan.process"
    label = "process"
