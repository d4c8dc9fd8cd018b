"""What a form says when something is wrong: what happened and what to write instead."""

from django import forms

# What only the page itself fills in has come back in another shape.
OLD_PAGE = "Sidan har hunnit bli gammal. Ladda om den och försök igen."
ALWAYS = {
    "invalid_choice": "”%(value)s” finns inte bland svaren. Välj ett av dem.",
    "invalid_list": "Välj bland svaren i listan.",
    "max_length": "Texten är %(show_value)d tecken lång. Korta den till högst %(limit_value)d tecken.",
    "min_length": "Texten är %(show_value)d tecken lång. Skriv minst %(limit_value)d tecken.",
    "max_value": "Talet får vara högst %(limit_value)s.",
    "min_value": "Talet ska vara minst %(limit_value)s.",
    "null_characters_not_allowed": "Texten innehåller ett tecken som inte kan sparas. Skriv om den för hand.",
}
# The first row that fits the field gives its words.
BY_FIELD: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (
        forms.FileField,
        {
            "required": "Välj en fil under ”{label}”.",
            "invalid": "Filen kom inte fram hel. Välj den igen.",
            "missing": "Välj en fil under ”{label}”.",
            "empty": "Filen är tom. Välj en annan fil.",
            "max_length": "Filens namn är %(length)d tecken långt. Döp om den till högst %(max)d tecken.",
            "invalid_extension": "Filer av slaget .%(extension)s kan inte läsas här. Välj %(allowed_extensions)s.",
        },
    ),
    (forms.EmailField, {"invalid": "Skriv hela e-postadressen, till exempel namn@kommunen.se."}),
    (forms.URLField, {"invalid": "Skriv hela webbadressen, till exempel https://www.kommunen.se."}),
    (forms.UUIDField, {"invalid": OLD_PAGE}),
    (forms.MultipleChoiceField, {"required": "Välj minst ett svar under ”{label}”."}),
    (forms.ModelMultipleChoiceField, {"required": "Välj minst ett svar under ”{label}”."}),
    (forms.ChoiceField, {"required": "Välj ett svar under ”{label}”."}),
    (forms.ModelChoiceField, {"required": "Välj ett svar under ”{label}”."}),
    (forms.BooleanField, {"required": "Kryssa i ”{label}” för att gå vidare."}),
    (forms.DecimalField, {"invalid": "Skriv ett tal under ”{label}”, till exempel 12,5."}),
    (forms.FloatField, {"invalid": "Skriv ett tal under ”{label}”, till exempel 12,5."}),
    (forms.IntegerField, {"invalid": "Skriv ett heltal under ”{label}”, till exempel 12."}),
)
REQUIRED = "Fyll i ”{label}”."


def say_plainly(field: forms.Field, label: str) -> None:
    """Put our words in place of Django's on one field; what the form itself has worded stays."""
    own = next((words for kind, words in BY_FIELD if isinstance(field, kind)), {})
    for code, words in {"required": REQUIRED, **ALWAYS, **own}.items():
        if code not in field.error_messages or field.error_messages[code] == default_words(field, code):
            field.error_messages[code] = words.replace("{label}", label)


def default_words(field: forms.Field, code: str) -> object:
    """What Django, or our own field class, would say."""
    classes = (vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__)
    return next((words[code] for words in classes if code in words), None)
