"""Proving anew who one is, in the same request as an act that cannot be undone.

By the login package's own checks and limits: the code of the authenticator app (or a recovery code) for those who have
one, else the password. What was typed is kept nowhere; only how the person proved it is told.
"""

from enum import StrEnum

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from samverkan.partnerships.models import User

TOO_MANY = "Det blev för många försök. Vänta fem minuter och försök sedan igen."


class Factor(StrEnum):
    """How a person can prove who they are; `NONE` where they sign in by their organisation's login alone."""

    CODE = "code"
    PASSWORD = "password"  # noqa: S105  # the name of a factor
    NONE = "none"


class NotProved(Exception):
    """The message is shown as it stands, and never repeats what was typed."""


def factor_of(user: User) -> Factor:
    """One query."""
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return Factor.CODE
    return Factor.PASSWORD if user.has_usable_password() else Factor.NONE


def prove(request: HttpRequest, typed: str) -> str:
    """How the signed-in person proved who they are, in words; raises NotProved."""
    user = request.user
    assert isinstance(user, User)
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        raise NotProved(TOO_MANY)
    factor = factor_of(user)
    if factor is Factor.CODE:
        return _code(user, typed)
    if factor is Factor.PASSWORD:
        return _password(request, user, typed)
    raise NotProved(
        "Ditt konto har varken lösenord eller autentiseringsapp. Lägg till en app under Mitt konto."
    )


def _code(user: User, typed: str) -> str:
    form = CodeForm(user=user, data={"code": typed})
    if not form.is_valid():
        if form.has_error("code", "too_many_login_attempts"):
            raise NotProved(TOO_MANY)
        raise NotProved("Koden stämmer inte. Vänta på en ny kod i appen och skriv den.")
    form.save()
    used = form.authenticator.type
    return "kod från autentiseringsapp" if used == Authenticator.Type.TOTP else "reservkod"


def _password(request: HttpRequest, user: User, typed: str) -> str:
    form = PasswordForm(user=user, data={"password": typed})
    if not form.is_valid():
        if form.has_error("password", "too_many_login_attempts"):
            raise NotProved(TOO_MANY)
        raise NotProved("Lösenordet stämmer inte. Skriv det du loggar in med.")
    reauthenticate_by_password(request)
    return "lösenord"
