"""Packs made without any of our code: a graph by onnx's helper, one by torch's exporter where torch is there, papers by json, golden
samples by numpy with the answers that onnxruntime gives here. And the other way round: reads what we wrote.

local_packs.py make DIR | local_packs.py read NPZ PNG
"""

import json
import pathlib
import sys

import numpy as np

STEPS, ACTIONS, HORIZONS, STATE, SIDE = 8, 3, [4, 8], 3, 32
SAMPLES = 6


def shapes(imagines):
    inputs = {"images": [1, 2, 3, SIDE, SIDE], "state": [1, STATE]}
    if imagines:
        inputs |= {"action_in": [1, STEPS, ACTIONS], "mode": [1]}
    outputs = {"actions": [1, STEPS, ACTIONS], "frames": [1, len(HORIZONS), 3, SIDE, SIDE]}
    return inputs, outputs


def papers(folder, name, weights, imagines):
    inputs, outputs = shapes(imagines)
    channel = lambda i, relative: {
        "name": f"arm.j{i}", "unit": "rad", "relative": relative, "mean": 0.1 * i, "spread": 0.5
    }
    (folder / "manifest.json").write_text(
        json.dumps(
            {
                "format": "handloom-model/1", "name": name, "version": "1", "producer": "local_packs.py", "licence": "CC0-1.0",
                "weights": weights, "golden": "golden.npz", "stepSeconds": 0.1, "steps": STEPS, "frames": [-1, 0],
                "horizons": HORIZONS, "cameras": [{"name": "head", "width": SIDE, "height": SIDE, "fit": "whole"}],
                "state": [channel(i, False) for i in range(STATE)], "actions": [channel(i, True) for i in range(ACTIONS)],
                "inputs": inputs, "outputs": outputs,
            }
        )
    )


def golden(folder, weights, imagines, packed):
    import onnxruntime

    session = onnxruntime.InferenceSession(str(folder / weights), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(7)
    inputs, outputs = shapes(imagines)
    arrays = {}
    for i in range(SAMPLES):
        given = {name: random.random(shape, np.float32) for name, shape in inputs.items()}
        if imagines:
            given["mode"] = np.array([i % 2], np.float32)
        answers = session.run(list(outputs), given)
        for name, value in given.items():
            arrays.setdefault(f"in.{name}", []).append(value)
        for name, value in zip(outputs, answers):
            arrays.setdefault(f"out.{name}", []).append(value)
    save = np.savez_compressed if packed else np.savez
    save(folder / "golden.npz", **{name: np.stack(values) for name, values in arrays.items()})


def by_helper(folder):
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(3)
    inputs, outputs = shapes(True)
    value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    constant = lambda name, array: numpy_helper.from_array(np.asarray(array), name)
    node = lambda op, given, out, **more: helper.make_node(op, given, [out], **more)
    nodes = [
        node("Flatten", ["images"], "pixels"),
        node("Concat", ["pixels", "state"], "seen", axis=1),
        node("MatMul", ["seen", "weights"], "flat"),
        node("Tanh", ["flat"], "bent"),
        node("Reshape", ["bent", "chunk"], "own"),
        node("Sub", ["one", "mode"], "rest"),
        node("Mul", ["own", "rest"], "mine"),
        node("Mul", ["action_in", "mode"], "given"),
        node("Add", ["mine", "given"], "actions"),
        node("Gather", ["images", "newest"], "last", axis=1),
        node("Concat", ["last", "last"], "twice", axis=1),
        node("ReduceMean", ["actions"], "push", axes=[1, 2], keepdims=0),
        node("Add", ["twice", "push"], "brighter"),
        node("Clip", ["brighter", "zero", "white"], "frames"),
    ]
    weights = (random.standard_normal((2 * 3 * SIDE * SIDE + STATE, STEPS * ACTIONS)) / 50).astype(np.float32)
    graph = helper.make_graph(
        nodes, "helper", [value(n, s) for n, s in inputs.items()], [value(n, s) for n, s in outputs.items()],
        [
            constant("weights", weights), constant("chunk", np.array([1, STEPS, ACTIONS], np.int64)),
            constant("one", np.array([1], np.float32)), constant("newest", np.array([1], np.int64)),
            constant("zero", np.float32(0)), constant("white", np.float32(1)),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, folder / "graph.onnx")


def by_torch(folder):
    import torch

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.eye = torch.nn.Sequential(torch.nn.Conv2d(6, 8, 3, 2, 1), torch.nn.GELU(), torch.nn.Conv2d(8, 8, 3, 2, 1))
            self.plan = torch.nn.Linear(8 * 8 * 8 + STATE, STEPS * ACTIONS)
            self.draw = torch.nn.ConvTranspose2d(8, 3 * len(HORIZONS), 4, 4)

        def forward(self, images, state):
            seen = self.eye(images.flatten(1, 2))
            actions = self.plan(torch.cat([seen.flatten(1), state], 1)).view(1, STEPS, ACTIONS)
            frames = torch.sigmoid(self.draw(seen)).view(1, len(HORIZONS), 3, SIDE, SIDE)
            return actions, frames

    torch.manual_seed(5)
    torch.onnx.export(
        Net().eval(), (torch.zeros(1, 2, 3, SIDE, SIDE), torch.zeros(1, STATE)), str(folder / "graph.onnx"),
        input_names=["images", "state"], output_names=["actions", "frames"], opset_version=17, dynamo=False,
    )


def make(root):
    for name, maker, imagines, packed in [("helper", by_helper, True, False), ("torch", by_torch, False, True)]:
        folder = root / name
        folder.mkdir()
        try:
            maker(folder)
        except ImportError as missing:
            print(f"without the pack by {name}: {missing}")
            folder.rmdir()
            continue
        papers(folder, name, "graph.onnx", imagines)
        golden(folder, "graph.onnx", imagines, packed)
    # A graph that wants to read a file outside of its pack.
    import onnx

    folder = root / "reaches"
    folder.mkdir()
    by_helper(folder)
    model = onnx.load(folder / "graph.onnx")
    onnx.save(model, folder / "graph.onnx", save_as_external_data=True, location="weights.bin", size_threshold=100)
    (root / "outside.bin").write_bytes((folder / "weights.bin").read_bytes())
    (folder / "weights.bin").unlink()
    raw = (folder / "graph.onnx").read_bytes()
    assert raw.count(b"weights.bin") == 1
    model = onnx.load(folder / "graph.onnx", load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = "../outside.bin"
    (folder / "graph.onnx").write_bytes(model.SerializeToString())
    papers(folder, "reaches", "graph.onnx", True)
    (folder / "golden.npz").write_bytes((root / "helper" / "golden.npz").read_bytes())


def read(npz, png):
    arrays = np.load(npz)
    assert sorted(arrays) == ["in.state", "out.actions"], sorted(arrays)
    np.testing.assert_array_equal(arrays["in.state"], np.array([[[1, 2]], [[3, 4]]], np.float32))
    np.testing.assert_array_equal(arrays["out.actions"], np.array([[[[0.5, -1]]], [[[2, 8]]]], np.float32))
    from PIL import Image

    picture = Image.open(png)
    picture.load()
    assert picture.size == (32, 24), picture.size
    assert picture.text["provenance"] == "predicted", picture.text
    assert picture.getpixel((0, 0)) == (255, 0, 255), picture.getpixel((0, 0))
    assert picture.getpixel((16, 12)) == (10, 20, 30), picture.getpixel((16, 12))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    else:
        read(sys.argv[2], sys.argv[3])
