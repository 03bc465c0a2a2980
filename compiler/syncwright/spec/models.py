"""From a lean struct to the model that it was made of: for what explains and describes. Importing this imports pydantic."""

from importlib import import_module
from typing import Any

from pydantic import BaseModel


def model_of(kind: type[object]) -> type[BaseModel]:
    """The pydantic model behind a struct, or the model itself."""
    if issubclass(kind, BaseModel):
        return kind
    path: Any = vars(kind)["model"]
    module, _, name = path.partition(":")
    model: type[BaseModel] = getattr(import_module(module), name)
    return model
