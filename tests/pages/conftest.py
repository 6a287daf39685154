import pytest

from tests.browsers import Browser


@pytest.fixture(autouse=True)
def at_the_machine(browser_of_page: Browser) -> Browser:
    """Open every page on the machine itself, unless a test says otherwise."""
    return browser_of_page
