"""Every listener is made and judged once, whatever process comes first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.property.pages import RECIPES, Page, load

PageOf = Callable[[str], Page]


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the processes of one test run share their pages."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if base.name.startswith("popen-") else base) / "pages"


@pytest.fixture(params=list(RECIPES))
def page(request: pytest.FixtureRequest, bakery: Path) -> Page:
    return load(RECIPES[request.param], bakery)
