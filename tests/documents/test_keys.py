"""The installation signs with one key for ever; a lost one is told, never replaced in silence."""

import datetime
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.conf import settings

from samverkan.demo.clock import at, day
from samverkan.documents import keys, store
from tests import signed


@pytest.fixture(autouse=True)
def home(own_home: Path) -> Path:
    return own_home


def test_it_is_made_at_first_need_for_its_own_user_only() -> None:
    assert not keys.path().exists() and keys.certificates() == []
    made = keys.own()
    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.path().parent.stat().st_mode) == 0o700
    assert [path.name for path in keys.path().parent.iterdir()] == ["signing.key"]
    assert made.key.key_size == 3072
    assert keys.own().certificate == made.certificate == keys.certificates()[0]


def test_its_certificate_says_whose_it_is_and_what_it_is_for(settings: Any) -> None:
    settings.LINK_BASE = "https://samverkan.lindvik.example"
    certificate = keys.own().certificate
    assert certificate.subject.rfc4514_string() == "CN=Samverkan på samverkan.lindvik.example,O=Samverkan"
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and not usage.key_cert_sign
    assert not usage.content_commitment, "the key is the installation's, so nobody is bound in person by it"
    assert certificate.not_valid_after_utc > datetime.datetime.now(datetime.UTC) + datetime.timedelta(
        365 * 49
    )


def test_its_certificate_is_valid_from_before_the_first_signature_by_the_clock_that_signatures_are_told_by() -> (
    None
):
    """So the demo, which is built as in the years before, signs with a key that was valid then."""
    with at(day(2024, 6, 23)):
        certificate = keys.own().certificate
    assert certificate.not_valid_before_utc == day(2024, 6, 22)


def test_those_who_sign_first_at_the_same_time_agree_on_one() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: keys.own().certificate.serial_number, range(4)))
    assert len(set(made)) == 1
    assert [path.name for path in keys.path().parent.iterdir()] == ["signing.key"]


def test_a_lost_key_is_not_replaced_when_something_is_signed_with_it() -> None:
    signed.with_key()
    store.put(signed.by_karin(), "pdf")
    keys.path().unlink()
    with pytest.raises(keys.KeyLost, match="Ingen ny nyckel"):
        keys.own()
    assert not keys.path().exists()


def test_a_key_laid_aside_on_purpose_gives_way_to_a_new_one_and_is_still_known() -> None:
    signed.with_key()
    store.put(signed.by_karin(), "pdf")
    keys.path().rename(keys.path().with_name("signing-2026.key"))
    keys.own()
    assert len(keys.certificates()) == 2
    assert signed.signing.verify(signed.by_karin()).holds


@pytest.mark.parametrize("damage", ["empty", "half", "another's certificate"])
def test_a_key_that_cannot_be_read_is_told_and_left_as_it_is(damage: str) -> None:
    signed.with_key()
    whole = keys.path().read_bytes()
    place = whole.index(b"-----BEGIN CERTIFICATE")
    keys.path().unlink()
    keys.own()
    other = keys.path().read_bytes()
    written = {
        "empty": b"",
        "half": whole[:place],
        "another's certificate": whole[:place] + other[other.index(b"-----BEGIN CERT") :],
    }
    keys.path().write_bytes(written[damage])
    with pytest.raises(keys.KeyLost, match="säkerhetskopia"):
        keys.own()
    assert keys.path().read_bytes() == written[damage]


def test_a_full_disk_leaves_no_half_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keys.own()
    assert list((settings.HOME / "keys").iterdir()) == []
