"""Where settings come from, and who wins: the environment over ``.env``, even where it says nothing but a name."""

import os
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict


class FileUnlessEmptied(PydanticBaseSettingsSource):
    """``.env`` without the settings whose variables are in the environment and empty: those have their defaults.

    pydantic's ``env_ignore_empty`` alone would let the file speak for them.
    """

    def __init__(self, settings: type[BaseSettings], file: PydanticBaseSettingsSource) -> None:
        super().__init__(settings)
        self._file = file

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """As the file has it."""
        return self._file.get_field_value(field, field_name)

    def __call__(self) -> dict[str, Any]:
        """Names of fields with what the file says of them."""
        emptied = {name.lower() for name, value in os.environ.items() if not value}
        return {name: value for name, value in self._file().items() if name.lower() not in emptied}


class OutsideSettings(BaseSettings):
    """Base of our settings: how they are read, and from where."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The program's own choice, the environment, then the file."""
        return init_settings, env_settings, FileUnlessEmptied(settings_cls, dotenv_settings)
