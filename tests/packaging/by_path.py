"""Scripts of the packaging folder as modules, and system tools that its tests need."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def load(path: str) -> ModuleType:
    """Return a script as a module.

    By its path: "packaging" is also the name of an installed package, and ours is only a folder.

    Args:
        path: Relative to the folder `packaging`, such as "windows/sign.py".
    """
    file = ROOT / "packaging" / path
    spec = importlib.util.spec_from_file_location(f"packaging_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def tool(name: str, package: str) -> str:
    """Return the path of a system tool; where it is missing the test fails and says which package of Debian brings it."""
    found = shutil.which(name)
    assert found is not None, f"{name} is missing. Debian: sudo apt install {package}"
    return found
