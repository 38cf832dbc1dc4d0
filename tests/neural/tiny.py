"""A tiny cross-encoder: it says yes to the degree that the text has the claim's words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import onnx
from onnx import TensorProto, helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def make(
    folder: Path,
    words: str,
    labels: Sequence[str] = ("not_entailment", "entailment"),
    supporting: int = 1,
    places: int = 512,
    kind: int = TensorProto.INT64,
    outputs: int = 0,
) -> Path:
    """Write a model that knows some words.

    Args:
        folder: Where to.
        words: A text with every word that it shall know.
        labels: The labels of its configuration.
        supporting: Which output says yes.
        places: How many tokens it says it can read.
        kind: Type of its inputs.
        outputs: How many outputs it really has; as many as labels when 0.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer(words).save(str(folder / "tokenizer.json"))
    config = {
        "id2label": {str(index): label for index, label in enumerate(labels)},
        "max_position_embeddings": places,
        "pad_token_id": 0,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    graph = _graph(outputs or len(labels), supporting, kind)
    onnx.save(graph, folder / "model.onnx")
    return folder


def tokenizer(words: str) -> Tokenizer:
    normalizer = normalizers.Lowercase()
    splitter = pre_tokenizers.Whitespace()
    known = {word for word, _ in splitter.pre_tokenize_str(words.lower())}
    vocabulary = {word: id for id, word in enumerate((*SPECIAL, *sorted(known)))}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizer
    made.pre_tokenizer = splitter
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return made


def _graph(outputs: int, supporting: int, kind: int) -> onnx.ModelProto:
    """Logit of yes: 40 * (share of the claim's words that the text has - 0.8); of others: 0."""

    def constant(
        name: str, values: list[float] | list[int], whole: bool = False
    ) -> onnx.TensorProto:
        of = TensorProto.INT64 if whole else TensorProto.FLOAT
        return helper.make_tensor(name, of, [len(values)], values)

    weights = [40.0 if index == supporting else 0.0 for index in range(outputs)]
    node = helper.make_node
    nodes = [
        node("Cast", ["token_type_ids"], ["claim"], to=TensorProto.FLOAT),
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Sub", ["mask", "claim"], ["text"]),
        node("Unsqueeze", ["input_ids", "two"], ["down"]),
        node("Unsqueeze", ["input_ids", "one"], ["across"]),
        node("Equal", ["down", "across"], ["same"]),
        node("Cast", ["same"], ["equal"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["text", "one"], ["text_across"]),
        node("Mul", ["equal", "text_across"], ["hits"]),
        node("ReduceMax", ["hits", "two"], ["found"], keepdims=0),
        node("Mul", ["found", "claim"], ["found_of_claim"]),
        node("ReduceSum", ["found_of_claim", "one"], ["covered"], keepdims=1),
        node("ReduceSum", ["claim", "one"], ["length"], keepdims=1),
        node("Div", ["covered", "length"], ["share"]),
        node("Sub", ["share", "enough"], ["over"]),
        node("Mul", ["over", "weights"], ["logits"]),
    ]
    names = ("input_ids", "attention_mask", "token_type_ids")
    graph = helper.make_graph(
        nodes,
        "coverage",
        [helper.make_tensor_value_info(name, kind, ["rows", "tokens"]) for name in names],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["rows", outputs])],
        [
            constant("one", [1], whole=True),
            constant("two", [2], whole=True),
            constant("enough", [0.8]),
            constant("weights", weights),
        ],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(made)
    return made
