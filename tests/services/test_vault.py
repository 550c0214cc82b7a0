"""The vault: what is sealed opens for its own row and purpose, and for nothing else."""

import base64
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.vault import (
    SealBrokenError,
    SecretKeysError,
    UnknownKeyError,
    Vault,
    VaultError,
    hash_token,
    new_secret_id,
    new_token,
    parse_secret_keys,
)

OLD, NEW = bytes(range(32)), bytes(range(100, 132))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
vault = Vault({"k2": NEW, "k1": OLD})
old_vault = Vault({"k1": OLD})
texts = st.text()


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


@given(texts, texts, texts)
def test_a_sealed_secret_opens_as_it_was(secret: str, secret_id: str, purpose: str) -> None:
    assert vault.open(vault.seal(secret, secret_id, purpose), secret_id, purpose) == secret


@given(texts)
def test_a_sealed_secret_is_text_of_three_parts(secret: str) -> None:
    sealed = vault.seal(secret, "a", "line")
    assert re.fullmatch(r"v1\.k2\.[A-Za-z0-9_-]+", sealed)


def test_a_secret_sealed_twice_looks_different() -> None:
    assert vault.seal("s", "a", "line") != vault.seal("s", "a", "line")


@given(texts, texts, texts)
def test_a_seal_of_another_row_is_refused(secret: str, secret_id: str, other: str) -> None:
    assume(secret_id != other)
    with pytest.raises(SealBrokenError):
        vault.open(vault.seal(secret, secret_id, "line"), other, "line")


@given(texts, texts, texts)
def test_a_seal_for_another_purpose_is_refused(secret: str, purpose: str, other: str) -> None:
    assume(purpose != other)
    with pytest.raises(SealBrokenError):
        vault.open(vault.seal(secret, "a", purpose), "a", other)


@given(texts, texts, st.integers(min_value=1))
def test_purpose_and_row_do_not_run_into_each_other(purpose: str, secret_id: str, cut: int) -> None:
    joined = purpose + secret_id
    cut %= len(joined) + 1
    assume(cut != len(purpose))
    with pytest.raises(SealBrokenError):
        vault.open(vault.seal("s", secret_id, purpose), joined[cut:], joined[:cut])


@given(texts, st.integers(min_value=0), st.sampled_from(ALPHABET + ".= я"))
def test_a_changed_character_is_refused(secret: str, place: int, character: str) -> None:
    sealed = vault.seal(secret, "a", "line")
    place %= len(sealed)
    changed = sealed[:place] + character + sealed[place + 1 :]
    assume(changed != sealed)
    with pytest.raises(VaultError):
        vault.open(changed, "a", "line")


@given(texts, st.integers(min_value=0))
def test_a_cut_seal_is_refused(secret: str, length: int) -> None:
    sealed = vault.seal(secret, "a", "line")
    with pytest.raises(SealBrokenError):
        vault.open(sealed[: length % len(sealed)], "a", "line")


@given(texts)
def test_what_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(SealBrokenError):
        vault.open(text, "a", "line")


def test_the_key_named_in_the_seal_cannot_be_swapped() -> None:
    twins = Vault({"k1": OLD, "k2": OLD})
    with pytest.raises(SealBrokenError):
        twins.open(twins.seal("s", "a", "line").replace(".k1.", ".k2."), "a", "line")


def test_a_lost_key_is_named() -> None:
    with pytest.raises(UnknownKeyError, match="the key 'k2', which SECRET_KEYS does not list") as caught:
        old_vault.open(vault.seal("s", "a", "line"), "a", "line")
    assert caught.value.key_id == "k2"


def test_a_secret_moves_to_the_newest_key() -> None:
    sealed = old_vault.seal("sesame", "a", "line")
    assert vault.open(sealed, "a", "line") == "sesame"
    assert vault.needs_reseal(sealed)
    again = vault.reseal(sealed, "a", "line")
    assert not vault.needs_reseal(again)
    assert Vault({"k2": NEW}).open(again, "a", "line") == "sesame"


def test_nothing_shows_a_key_or_a_secret() -> None:
    sealed = vault.seal("sesame", "a", "line")
    shown = [repr(vault), str(vault), f"{vault!r}"]
    for secret_id in ("b", "c"):
        with pytest.raises(SealBrokenError) as caught:
            vault.open(sealed, secret_id, "line")
        shown += [str(caught.value), repr(caught.value)]
    assert repr(vault) == "Vault(keys=['k2', 'k1'])"
    for text in shown:
        assert not any(hidden in text for hidden in ("sesame", sealed, encoded(OLD), OLD.hex(), repr(OLD)))


@given(st.dictionaries(st.text(ALPHABET, min_size=1, max_size=16), st.binary(min_size=32, max_size=32), min_size=1))
def test_keys_are_read_from_the_setting_newest_first(keys: dict[str, bytes]) -> None:
    standard = ",".join(f"{key_id}:{encoded(key)}" for key_id, key in keys.items())
    url_safe = " , ".join(f"{i}:{base64.urlsafe_b64encode(k).decode().rstrip('=')}" for i, k in keys.items())
    assert list(parse_secret_keys(standard).items()) == list(keys.items())
    assert list(parse_secret_keys(url_safe).items()) == list(keys.items())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "item 1 is empty"),
        (f"k1:{encoded(OLD)},", "item 2 is empty"),
        (encoded(OLD), "item 1 has no colon between id and key"),
        ("k1:", "the key 'k1' has 0 bytes, not 32"),
        (f"k1:{encoded(OLD[:31])}", "the key 'k1' has 31 bytes, not 32"),
        (f"k1:{encoded(OLD)}?", "the key of item 1 is not base64"),
        (f":{encoded(OLD)}", "an id of a key is 1 to 16 letters"),
        (f"{'k' * 17}:{encoded(OLD)}", "an id of a key is 1 to 16 letters"),
        (f"ключ:{encoded(OLD)}", "an id of a key is 1 to 16 letters"),
        (f"k1:{encoded(OLD)},k1:{encoded(NEW)}", "the id 'k1' is there twice"),
    ],
)
def test_bad_keys_are_refused_with_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(SecretKeysError) as caught:
        parse_secret_keys(text)
    assert str(caught.value).startswith(f"SECRET_KEYS: {problem}")
    assert "32 random bytes in base64" in str(caught.value)
    assert encoded(OLD)[:20] not in str(caught.value)


@pytest.mark.parametrize("keys", [{}, {"k1": b"short"}, {"k.1": OLD}])
def test_a_vault_without_a_sound_key_is_refused(keys: dict[str, bytes]) -> None:
    with pytest.raises(SecretKeysError, match="SECRET_KEYS"):
        Vault(keys)


def test_tokens_fit_a_deep_link_and_never_repeat() -> None:
    tokens = [new_token() for _ in range(100)]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)
    assert len(set(tokens)) == 100


def test_what_is_kept_of_a_token_is_its_hash() -> None:
    token = new_token()
    assert re.fullmatch(r"[0-9a-f]{64}", hash_token(token))
    assert hash_token(token) == hash_token(token)
    assert hash_token(token) != hash_token(new_token())


def test_ids_of_secrets_never_repeat() -> None:
    assert len({new_secret_id() for _ in range(100)}) == 100
