"""Settings, read from the environment with the prefix SEXTANT_."""

from functools import cache
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import SextantError


class Settings(BaseSettings):
    """What an installation may change; each field's description is its line in the README."""

    model_config = SettingsConfigDict(env_prefix="SEXTANT_", extra="ignore")

    home: Path = Field(
        user_data_path("sextant", appauthor=False), description="folder of the database, caches and logs"
    )
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the home folder")
    encoder: Path | None = Field(
        None, description="folder of another Hugging Face encoder; empty means the shipped one"
    )
    band: Annotated[tuple[float, float] | None, NoDecode] = Field(
        None,
        description="`LOW,HIGH`: *not sure* between these probabilities of positive; empty means the encoder's own",
    )
    generator: str = Field("auto", description="`auto`, `none`, a folder, a hub id, or an http(s) endpoint")
    generator_key: str = Field("", description="key of the endpoint; never shown or logged")
    device: str = Field("", description="`cuda`, `mps` or `cpu`; empty means the best there is")
    threads: int = Field(0, description="torch threads; 0 means one fewer than the cores, in commands all of them")
    language: str = Field("", description="`en` or `zh-CN` for commands; empty means that of the system")
    data: Path | None = Field(None, description="folder of labelled comments for `make test-data` and training")
    lease_seconds: float = Field(
        30, gt=0, description="how long a background task stays with a process that went silent"
    )
    port: int = Field(8501, description="port of the page")
    share: bool | None = Field(
        None, description="`1` shares the page in the local network, `0` never; empty: as switched on the page Data"
    )
    ci: bool = Field(False, description="a missing browser or database fails a test instead of skipping it")

    @field_validator("share", mode="before")
    @classmethod
    def _leave_to_the_switch(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("band", mode="before")
    @classmethod
    def _split_band(cls, value: object) -> object:
        return value.split(",") if isinstance(value, str) and value else value or None

    @field_validator("band")
    @classmethod
    def _check_band(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value and not 0 <= value[0] <= 0.5 <= value[1] <= 1:
            raise ValueError("two numbers with 0 ≤ LOW ≤ 0.5 ≤ HIGH ≤ 1, such as 0.2,0.8")
        return value

    @property
    def url(self) -> str:
        """Return the database's URL."""
        return self.database_url or f"sqlite:///{self.home / 'sextant.db'}"

    @property
    def cache(self) -> Path:
        """Return the folder of converted networks."""
        return self.home / "cache"

    @property
    def uploads(self) -> Path:
        """Return the folder where files wait for their import."""
        return self.home / "uploads"


@cache
def get_settings() -> Settings:
    """Return the settings of this process, read once; raise SextantError naming one that is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SEXTANT_{first['loc'][0]}".upper()
        raise SextantError("The setting {name} is wrong: {why}.", name=name, why=first["msg"]) from None
    settings.home.mkdir(parents=True, exist_ok=True)
    return settings
