"""The road out of the party: the secrecy review, the leadership's acknowledgement, the hand-over."""

from uuid import UUID

from samverkan.access.actions import Refused, action, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind
from samverkan.pictures import telling
from samverkan.pictures.legal_bases import in_words
from samverkan.pictures.models import Acknowledgement, HandOver, Picture, SecrecyReview
from samverkan.pictures.queries.approvals import approval, recipients
from samverkan.pictures.queries.own import frozen_figures
from samverkan.pictures.queries.road import Road, road


def _as_read(scope: Scope, content_sha256: str) -> Road:
    """The picture as it stands now, if it is what the person has read; else nothing is done."""
    now = road(scope)
    if now.is_empty:
        raise Refused("Lägesbilden har inga iakttagelser än. Skriv den första, så kan den gå vidare.")
    if now.own.sha256 != content_sha256:
        raise Refused(
            "Lägesbilden har ändrats sedan du öppnade sidan. Läs den som den är nu och försök igen."
        )
    return now


@action("picture.review")
def review_secrecy(
    scope: Scope, token: UUID | None, *, content_sha256: str, legal_bases: list[str], consideration: str
) -> SecrecyReview:
    """Record that exactly this content has been reviewed, on what legal bases and what was weighed."""

    def make() -> SecrecyReview:
        now = _as_read(scope, content_sha256)
        if now.is_blocked:
            raise Refused("Lägesbilden innehåller personuppgifter. Ta bort dem först.")
        review: SecrecyReview = SecrecyReview.objects.create(
            picture=now.picture,
            content_sha256=content_sha256,
            by=scope.user,
            legal_bases=in_words(legal_bases),
            consideration=consideration,
            warnings=[remark.as_dict() for remark in now.remarks],
            content=now.own.content,
        )
        record(scope, "review_secrecy", review, sha256=content_sha256)
        telling.acknowledgement_awaited(scope)
        return review

    return once(scope, "review_secrecy", token, make, SecrecyReview)


@action("picture.acknowledge")
def acknowledge(scope: Scope, token: UUID | None, *, content_sha256: str, note: str = "") -> Acknowledgement:
    """The leadership has taken note of exactly this content (handbook p. 32), which has been reviewed."""

    def make() -> Acknowledgement:
        now = _as_read(scope, content_sha256)
        if not now.reviewed:
            raise Refused(
                "Lägesbilden är inte sekretessprövad som den är nu. Be samordnaren pröva den först."
            )
        acknowledgement: Acknowledgement = Acknowledgement.objects.create(
            picture=now.picture, content_sha256=content_sha256, by=scope.user, note=note
        )
        record(scope, "acknowledge", acknowledgement, sha256=content_sha256)
        telling.hand_over_awaited(scope)
        return acknowledgement

    return once(scope, "acknowledge", token, make, Acknowledgement)


@action("picture.hand_over")
def hand_over(
    scope: Scope, token: UUID | None, *, content_sha256: str, printed: Printed, registry_number: str = ""
) -> HandOver:
    """Hand exactly this content over to the other parties. It is never undone; a correction is a new one.

    `printed` is made of the content beforehand. What is written here is written together or not at all.
    """
    return once(
        scope,
        "hand_over",
        token,
        lambda: _hand_over(scope, content_sha256, printed, registry_number),
        HandOver,
    )


def _hand_over(scope: Scope, content_sha256: str, printed: Printed, registry_number: str) -> HandOver:
    # Locked where the database can, so that of two people handing over at once the second sees the first's.
    Picture.objects.select_for_update().filter(cycle=running_cycle(scope), party=scope.party).first()
    now = _as_read(scope, content_sha256)
    if now.handed_over and now.hand_over:
        raise Refused(f"Lägesbilden är redan överlämnad som den är nu, av {now.hand_over.by}.")
    if now.is_blocked:
        raise Refused("Lägesbilden innehåller personuppgifter. Ta bort dem först.")
    if not (now.acknowledged and now.review and now.acknowledgement):
        raise Refused("Lägesbilden behöver sekretessprövas och ledningen ta del av den, som den är nu.")
    if printed.approved_sha256 != content_sha256:
        raise ValueError("the files were made of something else")
    figures = frozen_figures(scope)
    if {f["figure"]["sha256"] for f in now.own.content["findings"] if f["figure"]} - figures.keys():
        raise Refused("Lägesbilden ändrades medan den lämnades över. Läs den som den är nu och försök igen.")
    document = adopt_version(
        scope,
        kind=DocumentKind.OWN_PICTURE,
        author=scope.party,
        title=f"Lägesbild från {scope.party.name}",
        printed=printed,
        registry_number=registry_number,
        approvals=[approval(now.acknowledgement, "tog del av"), approval(now.review, "sekretessprövade")],
    )
    made: HandOver = HandOver.objects.create(
        picture=now.picture,
        number=now.hand_over.number + 1 if now.hand_over else 1,
        snapshot=now.own.content,
        sha256=content_sha256,
        figures=figures,
        review=now.review,
        acknowledgement=now.acknowledgement,
        recipient=recipients(scope),
        registry_number=registry_number,
        document=document,
        by=scope.user,
    )
    record(scope, "hand_over", made, shared=True, number=made.number, sha256=made.sha256)
    telling.handed_over(scope, made.number)
    return made
