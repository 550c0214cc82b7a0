"""The settings of the HTTP API: who may call it."""

from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr

from api.auth import Caller, split_tokens
from bot.settings_sources import OutsideSettings


def _tokens(secret: SecretStr) -> SecretStr:
    split_tokens(secret.get_secret_value())
    return secret


class ApiSettings(OutsideSettings):
    """Part of ``Settings``."""

    api_tokens: Annotated[SecretStr, AfterValidator(_tokens)] = Field(
        SecretStr(""),
        description="caller:token[,caller:token], the caller being billing or projects; make one: openssl rand -hex 32",
    )

    @property
    def tokens(self) -> tuple[tuple[Caller, str], ...]:
        """API_TOKENS in pairs."""
        return split_tokens(self.api_tokens.get_secret_value())
