from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "samverkan.partnerships"
    label = "partnerships"
