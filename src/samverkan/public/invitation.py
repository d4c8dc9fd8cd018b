"""The page that an invitation's link leads to: outside every partnership, and empty without a link that holds."""

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.accepting import SignInFirst, Unusable, accept, account_of, find_open
from samverkan.access.actions import Refused
from samverkan.access.models import Invitation
from samverkan.partnerships.models import Membership, User
from samverkan.web.forms import Form
from samverkan.web.screens import public_screen

PASSWORD = forms.PasswordInput({"autocomplete": "new-password"})


class AccountForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Ditt namn"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password1 = forms.CharField(
        label=gettext_lazy("Välj ett lösenord"),
        widget=PASSWORD,
        strip=False,
        help_text=gettext_lazy(
            "Minst 12 tecken. En mening som bara du kommer på är lätt att minnas och svår att gissa."
        ),
    )
    password2 = forms.CharField(label=gettext_lazy("Lösenordet en gång till"), widget=PASSWORD, strip=False)

    def __init__(self, email: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password2(self) -> str:
        first, again = self.cleaned_data.get("password1"), str(self.cleaned_data["password2"])
        if first and first != again:
            raise forms.ValidationError(_("Lösenorden är inte lika. Skriv samma i båda fälten."))
        return again

    def clean_password1(self) -> str:
        chosen = str(self.cleaned_data["password1"])
        validate_password(chosen, User(email=self._email, name=self.cleaned_data.get("name", "")))
        return chosen


@public_screen(feature="P4")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        response = _answer(request, token, find_open(token))
    except Unusable:
        response = render(request, "public/invitation_unusable.html", status=410)
    # The address is the key: it is kept in no cache.
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    """What the one who holds the link can do: make an account, sign in to the one there is, or say yes."""
    account, user = account_of(found), request.user if isinstance(request.user, User) else None
    context = {"invitation": found, "heading": _("Du är inbjuden")}
    if user is not None and user != account:
        return render(request, "public/invitation_other.html", context)
    if account is not None and user is None:
        return render(request, "public/invitation_sign_in.html", context)
    sent = request.POST if request.method == "POST" else None
    form = Form(sent) if user else AccountForm(found.email, sent, initial={"name": found.name})
    if form.is_valid():
        try:
            return _enter(request, _join(token, user, form), new=user is None)
        except SignInFirst:
            return redirect(request.path)
        except Refused as reason:
            form.add_error(None, str(reason))
    status = 422 if form.errors else 200
    return render(
        request, "public/invitation.html", {**context, "form": form, "new": user is None}, status=status
    )


def _join(token: str, user: User | None, form: Form) -> Membership:
    if user is not None:
        return accept(token, user)
    return accept(token, None, name=form.cleaned_data["name"], password=form.cleaned_data["password1"])


def _enter(request: HttpRequest, membership: Membership, *, new: bool) -> HttpResponse:
    start = redirect("overview:start", membership.partnership.slug)
    if not new:
        return start
    answer: HttpResponse = perform_login(request, membership.user, redirect_url=start["Location"])
    return answer
