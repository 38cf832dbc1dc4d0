"""Where a model's files are: in a folder, or on the Hugging Face hub if one asks for that."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from summarizer.errors import SettingsError, UnavailableError

_HUB_ID: Final = re.compile(r"[\w.-]+/[\w.-]+")
_FILES: Final = [
    "config.json",
    "model.onnx",
    "model.onnx_data",
    "onnx/model.onnx",
    "onnx/model.onnx_data",
    "tokenizer.json",
    "tokenizer_config.json",
]


def locate(model: str, offline: bool = False) -> Path:
    """Find the folder of a model.

    Args:
        model: A folder, or ``owner/name`` on the hub. Nothing is downloaded for a folder, and
            a hub id that was downloaded before is found without network.
        offline: Look only at what is on this machine.

    Raises:
        SettingsError: It is neither a folder nor a hub id, or nothing may be downloaded.
        UnavailableError: The hub cannot be reached or has no such model.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if folder.exists() or not _HUB_ID.fullmatch(model):
        raise SettingsError(
            f"entailment_model cannot be {model!r}: it is no folder with model.onnx, "
            "tokenizer.json and config.json, and no hub id such as owner/name."
        )
    return _from_hub(model, offline)


def _from_hub(model: str, offline: bool) -> Path:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, allow_patterns=_FILES, local_files_only=True))
    except Exception:  # not downloaded before
        if offline:
            raise SettingsError(
                f"entailment_model cannot be {model!r}: there is no such folder, the hub's cache "
                "does not have it, and with --offline nothing is downloaded."
            ) from None
    try:
        return Path(snapshot_download(model, allow_patterns=_FILES))
    except Exception as error:  # HTTP, network and file errors have no common class
        raise UnavailableError(
            f"There is no folder {model!r}, and the model of that name could not be fetched from "
            f"the hub ({type(error).__name__}); give a folder with model.onnx, tokenizer.json and "
            "config.json."
        ) from None
