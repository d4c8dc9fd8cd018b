"""The agreement on paper: the files of a version to sign are made before it is put forward, for it takes a second."""

from dataclasses import replace
from datetime import date

from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.documents import store
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, party_tag
from samverkan.documents.signers import signer
from samverkan.documents.signing import prepare
from samverkan.plans.content import AgreementContent
from samverkan.plans.document import agreement_document
from samverkan.plans.models import Signature
from samverkan.plans.queries.agreement import AgreementState
from samverkan.plans.queries.signing import SigningState, field_of
from samverkan.plans.rules import SigningWay
from samverkan.typeset import Document, SignaturePlace, from_data, to_data, to_docx, to_pdf

SUBJECT = "Samverkan i lokalt brottsförebyggande arbete"


def agreement_draft(scope: Scope, now: AgreementState, *, overall: bool = False) -> Document:
    content = now.content_of(overall=overall)
    return agreement_document(
        content,
        [party_tag(party) for party in scope.parties],
        meta(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        period_words(content),
        warning="Utkast. Överenskommelsen gäller först när alla parter har skrivit under samma version.",
    )


def print_to_sign(scope: Scope, now: AgreementState, *, overall: bool) -> Printed:
    """A version to sign, already safe in the store: as data, as PDF with its empty places, and as DOCX."""
    content = now.content_of(overall=overall)
    document = agreement_document(
        content,
        [party_tag(party) for party in scope.parties],
        meta(scope.partnership.name, subject=SUBJECT, status="", version=str(now.next_number)),
        period_words(content),
        about_signatures=signer().about(),
        to_sign=True,
    )
    fields = [(each["field"], f"Underskrift för {each['party']}") for each in content["signers"]]
    return Printed(
        content=to_data(document),
        approved_sha256=now.sha256(overall=overall),
        pdf_sha256=store.put(prepare(to_pdf(document), fields), "pdf"),
        docx_sha256=store.put(to_docx(document), "docx"),
    )


def period_words(content: AgreementContent) -> str:
    """`1 januari 2027 – 31 december 2028`; empty where nothing is decided."""
    days = [content["starts_on"], content["ends_on"]]
    return " – ".join(date_format(date.fromisoformat(day), "j F Y") for day in days if day)


def signed_copy(state: SigningState) -> Document:
    """What was signed, with who signed in each place: for web page and DOCX, since the PDF is the original."""
    document = from_data(state.signing.printed)
    told = {
        field_of(place.party): _signed_words(place.signature) for place in state.places if place.signature
    }
    return replace(
        document,
        blocks=tuple(
            replace(block, signed=told.get(block.field, "")) if isinstance(block, SignaturePlace) else block
            for block in document.blocks
        ),
    )


def _signed_words(signature: Signature) -> str:
    where = "Papperet" if signature.way == SigningWay.PAPER else "Underskriften i PDF-filen"
    return f"{signature.name}, {signature.role.lower()}, {did(signature)}. {where} är originalet."


def did(signature: Signature) -> str:
    """`skrev under i Samverkan med lösenord, 25 november 2026`."""
    on = date_format(signature.signed_on, "j F Y")
    if signature.way == SigningWay.PAPER:
        return f"skrev under på papper, {on}"
    return f"skrev under i Samverkan med {signature.factor}, {on}"
