"""A folder of diplomatic cables -> a complete, fast, citable reading room of plain files.

What other programs may use stands here and is loaded when first asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.build.inputs.project import Project
    from generator.build.pipeline import build
    from generator.cables.parse import parse_cable

__version__ = "0.1.0"
__all__ = ["Project", "__version__", "build", "parse_cable"]

_HOMES = {
    "Project": "generator.build.inputs.project",
    "build": "generator.build.pipeline",
    "parse_cable": "generator.cables.parse",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - three names of three types
    """Load a public name from the module that defines it."""
    if name not in _HOMES:
        message = f"module 'generator' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
