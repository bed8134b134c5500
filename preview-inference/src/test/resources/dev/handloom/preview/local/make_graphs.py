"""Makes the graphs beside it, once; they are small enough to be computed by hand in the tests.

python3 -m pip install onnx==1.23.2 && python3 make_graphs.py
"""
import pathlib
import onnx
from onnx import TensorProto, helper, numpy_helper
import numpy as np

HERE = pathlib.Path(__file__).parent
T, H, W, S, K, A, F, E = 2, 6, 4, 3, 4, 2, 2, 3
HORIZONS = [2, 4]


def constant(name, value):
    return numpy_helper.from_array(np.asarray(value), name)


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def save(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9, producer_name="make_graphs"
    )
    onnx.checker.check_model(model, full_check=True)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs, [output], **attributes)


# Step k of action a is state[a] * (k + 1) / 10.
ramp = np.zeros((S, K * A), np.float32)
for k in range(K):
    for a in range(A):
        ramp[a, k * A + a] = (k + 1) / 10
plan = [
    node("MatMul", ["state", "ramp"], "flat"),
    node("Reshape", ["flat", "chunk"], "own"),
]
plan_constants = [constant("ramp", ramp), constant("chunk", np.array([1, K, A], np.int64))]

# Its own chunk or the one it is given; the dream is the last picture, brighter by the first action
# at each horizon; the future state is the state and both actions there.
dream = plan + [
    node("Sub", ["one", "mode"], "own_share"),
    node("Mul", ["own", "own_share"], "own_part"),
    node("Mul", ["action_in", "mode"], "given_part"),
    node("Add", ["own_part", "given_part"], "actions"),
    node("Gather", ["actions", "at"], "there", axis=1),  # [1, F, A]
    node("Gather", ["images", "newest"], "last", axis=1),  # [1, 1, 3, H, W]
    node("Slice", ["there", "zero", "first", "two"], "bright"),  # [1, F, 1]
    node("Reshape", ["bright", "spread"], "brighter"),  # [1, F, 1, 1, 1]
    node("Add", ["last", "brighter"], "frames"),  # [1, F, 3, H, W]
    node("Pad", ["there", "pads"], "moved"),  # [1, F, S]
    node("Unsqueeze", ["state", "middle"], "state_there"),  # [1, 1, S]
    node("Add", ["state_there", "moved"], "future_state"),
    node("Expand", ["brighter", "mask_shape"], "changes"),
    node("Mul", ["state", "three"], "embedding"),
]
save(
    "whole",
    dream,
    [
        floats("images", 1, T, 3, H, W),
        floats("state", 1, S),
        floats("action_in", 1, K, A),
        floats("mode", 1),
    ],
    [
        floats("actions", 1, K, A),
        floats("frames", 1, F, 3, H, W),
        floats("future_state", 1, F, S),
        floats("changes", 1, F, 1, H, W),
        floats("embedding", 1, E),
    ],
    plan_constants
    + [
        constant("one", np.array([1], np.float32)),
        constant("at", np.array([h - 1 for h in HORIZONS], np.int64)),
        constant("newest", np.array([T - 1], np.int64)),
        constant("zero", np.array([0], np.int64)),
        constant("first", np.array([1], np.int64)),
        constant("two", np.array([2], np.int64)),
        constant("spread", np.array([1, F, 1, 1, 1], np.int64)),
        constant("pads", np.array([0, 0, 0, 0, 0, S - A], np.int64)),
        constant("middle", np.array([1], np.int64)),
        constant("mask_shape", np.array([1, F, 1, H, W], np.int64)),
        constant("three", np.array([3], np.float32)),
    ],
)

# A policy: no picture, no dream; the square root of a state below 0 is no number.
save(
    "policy",
    [
        node("MatMul", ["state", "ramp"], "flat"),
        node("Sqrt", ["flat"], "root"),
        node("Reshape", ["root", "chunk"], "actions"),
    ],
    [floats("state", 1, S)],
    [floats("actions", 1, K, A)],
    plan_constants,
)

# Exported without fixed shapes.
save(
    "dynamic",
    plan[:1] + [node("Reshape", ["flat", "chunk"], "actions")],
    [floats("state", "batch", S)],
    [floats("actions", 1, K, A)],
    plan_constants,
)
