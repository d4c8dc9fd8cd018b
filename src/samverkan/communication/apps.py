from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "samverkan.communication"
    label = "communication"
