"""Checks a pack with onnx and onnxruntime: the graph, and what it answers to its golden samples."""
import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

pack = pathlib.Path(sys.argv[1])
papers = json.loads((pack / "manifest.json").read_text())
file = str(pack / papers["weights"])
onnx.checker.check_model(onnx.load(file), full_check=True)
session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
inputs = {each.name: list(each.shape) for each in session.get_inputs()}
outputs = {each.name: list(each.shape) for each in session.get_outputs()}
assert inputs == papers["inputs"], (inputs, papers["inputs"])
assert outputs == papers["outputs"], (outputs, papers["outputs"])
golden = numpy.load(pack / papers["golden"])
count = len(golden["in.images"])
worst = 0.0
for i in range(count):
    answers = session.run(None, {name: golden["in." + name][i] for name in inputs})
    for name, answer in zip(outputs, answers):
        worst = max(worst, float(numpy.abs(answer - golden["out." + name][i]).max()))
assert count >= 4 and worst <= 1e-4, (count, worst)
# The switch works: told other actions, the same picture is dreamt on otherwise; its own plan stays.
feed = {name: golden["in." + name][0].copy() for name in inputs}
own = dict(zip(outputs, session.run(None, feed)))
feed["mode"][:] = 1
feed["action_in"][:] = 3
told = dict(zip(outputs, session.run(None, feed)))
assert numpy.array_equal(own["actions"], told["actions"])
assert numpy.abs(own["future_state"] - told["future_state"]).max() > 1e-6
print(f"{count} golden samples in Python's ONNX Runtime {onnxruntime.__version__}: at most {worst:.1e} off; onnx {onnx.__version__} finds the graph whole")
