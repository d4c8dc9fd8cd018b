"""How a form is shown, what it says when something is wrong, and what it carries to guard the work."""

import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from samverkan.web.fields import DateField
from samverkan.web.forms import Form


class Finding(Form):
    what = forms.CharField(label="Vad", help_text="En mening.", max_length=20)
    where = forms.CharField(label="Var", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Typ", choices=[("", "Välj"), ("a", "Cykelstöld")])
    trend = forms.ChoiceField(
        label="Trend", widget=forms.RadioSelect, choices=[("up", "Ökar"), ("no", "Minskar")]
    )
    since = DateField(label="Sedan", required=False)
    read = forms.BooleanField(label="Läst")


def sent(**given: str) -> Finding:
    return Finding(given)


def shown(form: Form) -> str:
    return re.sub(r"\s+", " ", str(form))


def test_a_label_stands_above_its_field_and_the_hint_between_them() -> None:
    html = shown(Finding())
    assert html.index('<label for="id_what">Vad') < html.index("En mening.") < html.index('name="what"')
    assert 'aria-describedby="id_what_helptext"' in html
    assert 'id="id_what_helptext"' in html


def test_what_may_be_left_out_says_so_in_words() -> None:
    html = shown(Finding())
    assert 'Var <span class="field__optional">(frivilligt)</span>' in html
    assert "Vad <span" not in html


def test_choices_are_one_question_with_a_legend() -> None:
    html = shown(Finding())
    assert re.search(r"<fieldset[^>]*> <legend>Trend</legend>", html)
    assert '<label for="id_trend_0">Ökar</label>' in html


def test_errors_stand_at_the_field_and_in_a_summary_that_takes_focus() -> None:
    html = shown(sent())
    assert re.search(r'class="summary"[^>]*tabindex="-1" autofocus', html)
    assert '<a href="#id_what">Fyll i ”Vad”.</a>' in html
    assert 'id="id_what_error"' in html
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("name", ["what", "kind", "trend", "read"])
def test_every_link_in_the_summary_leads_to_a_field(name: str) -> None:
    html = shown(sent())
    [address] = re.findall(rf'<a href="#(id_{name}[^"]*)">', html)
    assert f'id="{address}"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'class="summary"' not in shown(Finding())


def test_nothing_typed_disappears_from_a_rejected_form() -> None:
    html = shown(sent(what="x" * 25, where="Vid stationen", since="31/2 2024", trend="up"))
    assert 'value="' + "x" * 25 in html
    assert "Vid stationen</textarea>" in html
    assert 'value="31/2 2024"' in html
    assert re.search(r'value="up"[^>]*checked', html)


@pytest.mark.parametrize(
    ("given", "name", "words"),
    [
        ({}, "what", "Fyll i ”Vad”."),
        ({}, "kind", "Välj ett svar under ”Typ”."),
        ({}, "read", "Kryssa i ”Läst” för att gå vidare."),
        ({"what": "x" * 25}, "what", "Texten är 25 tecken lång. Korta den till högst 20 tecken."),
        ({"kind": "b"}, "kind", "”b” finns inte bland svaren. Välj ett av dem."),
        ({"since": "31/2 2024"}, "since", "Datumet ”31/2 2024” finns inte. Skriv till exempel 2024-02-28."),
    ],
)
def test_an_error_says_what_to_do(given: dict[str, str], name: str, words: str) -> None:
    assert sent(**given).errors[name] == [words]


def test_a_form_may_word_its_own_errors() -> None:
    class Own(Form):
        what = forms.CharField(error_messages={"required": "Skriv vad ni har sett."})

    assert Own({}).errors["what"] == ["Skriv vad ni har sett."]


def test_a_field_made_while_the_form_is_made_speaks_plainly_too() -> None:
    class Renamed(Form):
        what = forms.CharField()

        def __init__(self, data: dict[str, str]) -> None:
            super().__init__(data)
            self.fields["what"].label = "Vad ni sett"
            self.fields["where"] = forms.ChoiceField(label="Var", choices=[("a", "A")])

    form = Renamed({})
    assert form["what"].label == "Vad ni sett"
    assert form.errors["what"] == ["Fyll i ”Vad ni sett”."]
    assert form.errors["where"] == ["Välj ett svar under ”Var”."]


def test_a_number_with_limits_says_which() -> None:
    class Number(Form):
        cell = forms.IntegerField(label="Rutan", min_value=50, max_value=2000)

    assert Number({"cell": "20"}).errors["cell"] == ["Talet ska vara minst 50."]
    assert Number({"cell": "tjugo"}).errors["cell"] == ["Skriv ett heltal under ”Rutan”, till exempel 12."]


def test_a_form_carries_a_new_token_each_time_it_is_shown_but_keeps_it_when_sent_back() -> None:
    token = re.compile(r'name="form_token" value="([\w-]+)"')
    first, second = token.search(shown(Finding())), token.search(shown(Finding()))
    assert first and second and first[1] != second[1]
    again = token.search(shown(sent(form_token=first[1])))
    assert again and again[1] == first[1]


def test_a_form_knows_the_version_it_was_opened_on() -> None:
    assert 'name="expected_version" value="7"' in shown(Finding(initial={"expected_version": 7}))
    form = sent(what="Cyklar", kind="a", trend="up", read="on", expected_version="7")
    assert form.is_valid()
    assert form.cleaned_data["expected_version"] == 7


def test_a_form_can_be_aimed_at_a_newer_version_with_all_that_was_typed() -> None:
    class Many(Form):
        who = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])

    form = Many(QueryDict("who=a&who=b&expected_version=7"))
    form.expect(8)
    assert form.is_valid()
    assert form.cleaned_data["expected_version"] == 8
    assert form.cleaned_data["who"] == ["a", "b"]


def test_two_forms_on_a_page_share_no_ids_for_what_nobody_sees() -> None:
    assert "id=" not in str(Finding()["form_token"])


def test_a_placeholder_never_stands_in_for_a_label() -> None:
    class Short(Form):
        code = forms.CharField(widget=forms.TextInput({"placeholder": "Kod"}))

    assert "placeholder" not in str(Short())


def test_a_page_may_put_its_own_words_on_somebody_elses_field() -> None:
    class Theirs(forms.Form):
        login = forms.EmailField(label="Login", help_text="Old")

    template = Template(
        '{% load samverkan %}{% field form.login label="E-postadress" hint="Den du fick inbjudan till." %}'
    )
    html = template.render(Context({"form": Theirs()}))
    assert ">E-postadress" in html
    assert "Den du fick inbjudan till." in html
    assert 'aria-describedby="id_login_helptext"' in html
    assert "Old" not in html


def form_page(**context: Any) -> str:
    return Template('{% include "web/form.html" %}').render(Context({"form": Finding(), **context}))


def test_a_whole_form_is_checked_by_the_server_and_guards_what_is_typed() -> None:
    html = form_page(submit="Spara iakttagelsen", autosave=True)
    assert re.search(r'<form class="form" method="post" novalidate data-guard data-autosave>', html)
    assert "Spara iakttagelsen" in html


def test_a_form_with_a_file_can_carry_it() -> None:
    class Upload(Form):
        file = forms.FileField()

    assert 'enctype="multipart/form-data"' in form_page(form=Upload())
    assert "enctype" not in form_page()
