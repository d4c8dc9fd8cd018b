"""A file with areas, read as soon as it is sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samverkan.datasets.areas import AreaError, Areas, read_areas

LARGEST_FILE = 20 * 1024 * 1024


class AreasField(forms.FileField):
    """GeoJSON with surfaces; what comes out is `Areas`, or None where no file was sent."""

    def clean(self, data: Any, initial: Any = None) -> Areas | None:
        file = super().clean(data, initial)
        return areas_in(file) if file else None


def areas_in(file: Any, name_property: str = "") -> Areas:
    """The areas in a sent file. Raises ValidationError that says what is wrong with it."""
    if file.size > min(LARGEST_FILE, settings.UPLOAD_LIMIT):
        raise ValidationError(_("Filen är för stor. Ta ut områdena med färre detaljer, högst 20 MB."))
    try:
        return read_areas(file.read(), name_property)
    except AreaError as error:
        raise ValidationError(str(error)) from error
