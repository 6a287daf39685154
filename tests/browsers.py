"""The browser of an AppTest: Streamlit's own stand-in has neither address nor cookies, and the pages ask for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Browser:
    """What a page may know of who has it open; by default whoever sits at the machine."""

    remote_ip: str = "127.0.0.1"
    host: str = "localhost:8501"
    cookies: Mapping[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Return what the browser sent when it connected."""
        return [("Host", self.host)]
