"""The model that a setting names, loaded; the only door to the rest of this package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.checking.neural.locate import locate
from summarizer.errors import SettingsError

if TYPE_CHECKING:
    from summarizer.checking.neural.model import EntailmentModel


def load(model: str, offline: bool = False) -> EntailmentModel:
    """Load an entailment model.

    Args:
        model: A folder with ``model.onnx``, ``tokenizer.json`` and ``config.json``, or a hub id.
        offline: Download nothing.

    Raises:
        SettingsError: The extra is not installed, or the model cannot be used.
        UnavailableError: The hub cannot be reached or has no such model.
    """
    try:
        from summarizer.checking.neural.model import EntailmentModel
    except ImportError as error:
        raise SettingsError(
            f"entailment_model needs {error.name}, which is not installed; "
            "run: pip install 'summarizer[neural]'"
        ) from None
    folder = locate(model, offline)
    return EntailmentModel(folder, name="" if Path(model).expanduser() == folder else model)
