"""An ONNX cross-encoder: pairs of text and claim in, probabilities of support out.

Needs the extra ``neural``; imported only when a model is asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from summarizer.checking.neural.labels import supporting
from summarizer.errors import ServiceError, SettingsError

_GRAPHS: Final = ("model.onnx", "onnx/model.onnx")
_MOST: Final = 512
"""Tokens that are read at once even where a model could read more: models are trained on
pairs of a few sentences, and cost grows with the square."""
_LEAST: Final = 16
_SHIFTED: Final = frozenset({"roberta", "xlm-roberta", "camembert", "longformer", "mpnet"})
"""Kinds of models whose places are counted from the padding token on."""
_SHAPES: Final = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_ERRORS_ONLY: Final = 3


class EntailmentModel:
    """A classifier of 2 or 3 labels that reads a text and a claim together.

    The same pairs give the same probabilities: one provider, one order of execution, pairs
    sorted by length whatever order they come in.

    Attributes:
        name: What to call it: the name of its folder.
        labels: How many labels it has.
        tokens: How many tokens it reads at once.
    """

    def __init__(self, folder: Path, name: str = "", batch_size: int = 16) -> None:
        """Load a model.

        Args:
            folder: Where ``model.onnx``, ``tokenizer.json`` and ``config.json`` are.
            name: What to call it; the folder's name when empty.
            batch_size: Pairs that are read at once.

        Raises:
            SettingsError: A file is missing or cannot be used, or the labels do not tell
                which one means support.
        """
        self.name = name or folder.resolve().name
        self._batch_size = batch_size
        graph = next((folder / file for file in _GRAPHS if (folder / file).is_file()), None)
        if graph is None:
            raise SettingsError(f"{folder} has no model.onnx; export the model to ONNX first.")
        config = _json(folder / "config.json")
        self._supporting, self.labels = supporting(config, str(folder))
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self._padding = _padding(config, self._tokenizer)
        self.tokens = _reach(config, self._tokenizer, folder)
        self._session = _session(graph)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._inputs = _inputs(self._session, folder)
        self._output = self._session.get_outputs()[0].name
        self.frame: int = len(self._tokenizer.encode("", "").ids)
        """Tokens that go around text and claim."""
        self._probe(folder)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Offsets of a text's tokens."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Probability that the first text of each pair supports the second.

        Raises:
            ServiceError: The model failed while reading.
        """
        encoded = self._tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(encoded)), key=lambda at: (len(encoded[at].ids), pairs[at]))
        found = [0.0] * len(encoded)
        for start in range(0, len(order), self._batch_size):
            batch = order[start : start + self._batch_size]
            for at, probability in zip(
                batch, self._read([encoded[at] for at in batch]), strict=True
            ):
                found[at] = probability
        return found

    def _read(self, batch: list[Encoding]) -> list[float]:
        try:
            logits = self._session.run([self._output], self._feed(batch))[0]
        except Exception as error:  # the runtime has no common class for what it raises
            raise ServiceError(
                f"The entailment model {self.name} failed while reading: {_first_line(error)}"
            ) from error
        return [float(value) for value in _softmax(logits)[:, self._supporting]]

    def _feed(self, batch: list[Encoding]) -> dict[str, NDArray[Any]]:
        longest = max(len(item.ids) for item in batch)
        rows = {
            "input_ids": ([item.ids for item in batch], self._padding),
            "attention_mask": ([item.attention_mask for item in batch], 0),
            "token_type_ids": ([item.type_ids for item in batch], 0),
        }
        return {
            name: np.array(
                [row + [filler] * (longest - len(row)) for row in rows[name][0]], dtype=kind
            )
            for name, kind in self._inputs.items()
            for filler in (rows[name][1],)
        }

    def _probe(self, folder: Path) -> None:
        """Read one pair, so that a model that cannot be used is known before there is work."""
        try:
            logits = self._session.run(
                [self._output], self._feed([self._tokenizer.encode("A text.", "A claim.")])
            )[0]
        except Exception as error:
            raise SettingsError(f"{folder} cannot be run: {_first_line(error)}") from error
        if np.shape(logits) != (1, self.labels):
            raise SettingsError(
                f"{folder} gives an output of shape {tuple(np.shape(logits))} for one pair, but "
                f"its config.json names {self.labels} labels; it is no classifier of pairs."
            )


def _json(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read ({_first_line(error)}).") from None
    if not isinstance(found, dict):
        raise SettingsError(f"{path} must hold a JSON object.")
    return found


def _tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception
        raise SettingsError(f"{path} cannot be read ({_first_line(error)}).") from None


def _padding(config: Mapping[str, Any], tokenizer: Tokenizer) -> int:
    given = config.get("pad_token_id")
    if isinstance(given, int):
        return given
    known = (tokenizer.token_to_id(token) for token in ("[PAD]", "<pad>"))
    return next((id for id in known if id is not None), 0)


def _reach(config: Mapping[str, Any], tokenizer: Tokenizer, folder: Path) -> int:
    """Tokens that the model reads at once, by the smallest bound that its files give."""
    bounds = [_MOST]
    places = config.get("max_position_embeddings")
    if isinstance(places, int) and places > 0:
        shifted = config.get("model_type") in _SHIFTED
        bounds.append(places - (_padding(config, tokenizer) + 1 if shifted else 0))
    if tokenizer.truncation is not None:
        bounds.append(int(tokenizer.truncation["max_length"]))
    path = folder / "tokenizer_config.json"
    if path.is_file():
        length = _json(path).get("model_max_length")
        if isinstance(length, int) and length > 0:
            bounds.append(length)
    if min(bounds) < _LEAST:
        raise SettingsError(f"{folder} reads {min(bounds)} tokens at once, too few for a claim.")
    return min(bounds)


def _session(path: Path) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = _ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime has no common class for what it raises
        raise SettingsError(f"{path} cannot be loaded: {_first_line(error)}") from None


def _inputs(session: onnxruntime.InferenceSession, folder: Path) -> dict[str, type]:
    """What the graph asks for, with the type of its numbers."""
    found: dict[str, type] = {}
    for given in session.get_inputs():
        kind = _SHAPES.get(given.type)
        if given.name not in ("input_ids", "attention_mask", "token_type_ids") or kind is None:
            raise SettingsError(
                f"{folder} asks for {given.name} ({given.type}); only encoders that read "
                "input_ids, attention_mask and token_type_ids can be used."
            )
        found[given.name] = kind
    if "input_ids" not in found:
        raise SettingsError(f"{folder} does not read input_ids; it is no text encoder.")
    return found


def _softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    raised = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
