"""A dataset that LeRobot began, and episodes of ours behind it.

Usage: lerobot_append.py begin EXPORT ROOT   LeRobot's own writer records an episode with the columns of an export of ours
       lerobot_append.py hold ROOT BEFORE    LeRobot loads what has grown: the BEFORE first episodes are as they were, and every
                                             row of the others has its numbers, its task and its pictures
"""

import json
import pathlib
import sys

import numpy

try:
    from lerobot.datasets.lerobot_dataset import LeRobotDataset
except ImportError:
    from lerobot.datasets import LeRobotDataset

USUAL = {"timestamp", "frame_index", "episode_index", "index", "task_index"}
ROWS = 40


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def picture(row, height, width):
    """Something that moves and survives being packed."""
    across = numpy.linspace(0, 255, width)[None, :, None]
    down = numpy.linspace(0, 255, height)[:, None, None]
    return ((across + numpy.array([0, 60, 120]) + 4 * row) / 2 % 128 + down / 4).astype(numpy.uint8)


def begin(export, root):
    info = json.loads((export / "meta/info.json").read_text())
    features = {}
    for key, said in info["features"].items():
        if key in USUAL or key.startswith("capture.") or said["dtype"] not in ("float32", "video"):
            # What is said of rows, as sub-tasks, LeRobot's writer does not take as a number.
            continue
        features[key] = {"dtype": said["dtype"], "shape": tuple(said["shape"]), "names": said["names"]}
    dataset = LeRobotDataset.create("local/begun", fps=info["fps"], features=features, root=root, robot_type=info["robot_type"])
    for row in range(ROWS):
        frame = {"task": "Begun elsewhere"}
        for key, said in features.items():
            if said["dtype"] == "video":
                frame[key] = picture(row, *said["shape"][:2])
            else:
                frame[key] = numpy.sin(0.1 * row + numpy.arange(said["shape"][0])).astype(numpy.float32)
        dataset.add_frame(frame)
    dataset.save_episode()
    dataset.finalize()
    print(f"LeRobot began a dataset of {ROWS} rows with {len(features)} columns")


def hold(root, before):
    info = json.loads((root / "meta/info.json").read_text())
    dataset = LeRobotDataset("local/begun", root=root)
    need(len(dataset) == info["total_frames"], f"{len(dataset)} rows")
    need(dataset.meta.total_episodes == info["total_episodes"] > before, "it has grown")
    state = next(k for k in info["features"] if k == "observation.state")
    views = [k for k, said in info["features"].items() if said["dtype"] == "video"]
    for row in range(ROWS):
        want = numpy.sin(0.1 * row + numpy.arange(info["features"][state]["shape"][0])).astype(numpy.float32)
        need(numpy.array_equal(numpy.asarray(dataset.hf_dataset[row][state]), want), f"row {row} is another one")
    episodes = dataset.meta.episodes
    columns = numpy.stack([numpy.asarray(dataset.hf_dataset[i][state], dtype=numpy.float64) for i in range(len(dataset))])
    for name, want in (("mean", columns.mean(0)), ("std", columns.std(0)), ("min", columns.min(0)), ("max", columns.max(0))):
        got = numpy.asarray(dataset.meta.stats[state][name], dtype=numpy.float64)
        need(numpy.allclose(got, want, rtol=1e-4, atol=1e-6), f"the {name} of {state} is not that of the rows")
    seen = 0
    for number in range(info["total_episodes"]):
        first, end = int(episodes[number]["dataset_from_index"]), int(episodes[number]["dataset_to_index"])
        for row in (first, (first + end) // 2, end - 1):
            item = dataset[row]
            need(int(item["episode_index"]) == number and int(item["frame_index"]) == row - first, f"row {row}: numbers")
            need((item["task"] == "Begun elsewhere") == (number < before), f"row {row}: task {item['task']}")
            for view in views:
                got = item[view].numpy().transpose(1, 2, 0) * 255
                if number < before:
                    error = numpy.mean((got - picture(row, *got.shape[:2])) ** 2)
                    need(error < 255 ** 2 / 10 ** 2.5, f"row {row} {view}: another picture ({error:.0f})")
                need(got.std() > 1, f"row {row} {view}: nothing is in the picture")
                seen += 1
    import lerobot
    print(f"{root.name}: LeRobot {lerobot.__version__} loads {info['total_episodes']} episodes, {before} of them its own, "
          f"{len(dataset)} rows, {seen} pictures")


if sys.argv[1] == "begin":
    begin(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
else:
    hold(pathlib.Path(sys.argv[2]), int(sys.argv[3]))
