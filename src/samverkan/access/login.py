"""Signing in: people are invited by their partnership, so no door makes new accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from samverkan.partnerships.models import User


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Försök igen."),
        "too_many_login_attempts": _("Det blev för många försök. Vänta en stund och försök sedan igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The organisation's own login opens the account with the same verified address, and no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=[email.lower() for email in verified], is_active=True).first()
        if user:
            sociallogin.connect(request, user)


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of the login package that this house has no use for.

    The address is how a person is invited and how the organisation's login finds them. Whoever could change their own,
    unverified, would be given somebody else's membership the next time that address is invited.
    """
    raise Http404
