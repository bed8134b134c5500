"""Loads a LeRobot v3 dataset of ours with LeRobot itself and holds every episode against the bundle it was made of.

The bundle is read by the Python MCAP library and PyAV: capture times, samples, pictures. A row's time is in its column
capture.unix_ns; its numbers must be what two samples around that time make on a line, its picture the one that was there.
"""

import json
import math
import pathlib
import sys

import av
import numpy
from bundle import Bundle

try:
    from lerobot.datasets.lerobot_dataset import LeRobotDataset
except ImportError:
    from lerobot.datasets import LeRobotDataset

LEAST_PSNR = 30
NEAR = 2e-6


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def on_a_line(unit):
    return unit not in ("SWITCH", "NONE")


def hold_state(name, bundle, parts, when, state, oldest):
    """Every number on a line, exactly; of what holds, the value before. Rotations are another test's."""
    at, seen = 0, 0
    for part in parts:
        stream = bundle.streams[part["stream"]]
        times, units = stream.times, stream.units
        i = stream.before(when)
        width = len(part["channels"])
        if i < 0 or when - times[i] > oldest:
            at += width
            continue
        before = stream.brought[i]
        after = stream.brought[i + 1] if i + 1 < len(times) and times[i + 1] - times[i] <= oldest else None
        share = 0 if after is None else (when - times[i]) / (times[i + 1] - times[i])
        for c in range(width):
            if units[c] == "NONE" or (units[c] == "RADIAN"):
                continue
            want = before[c] if after is None or not on_a_line(units[c]) else before[c] + share * (after[c] - before[c])
            got = float(state[at + c])
            need(abs(got - want) <= NEAR * max(1, abs(want)),
                 f"{name}: {part['channels'][c]} is {got}, and the samples around it make {want}")
            seen += 1
        at += width
    return seen


def psnr(a, b):
    error = numpy.mean((a.astype(float) - b.astype(float)) ** 2)
    return math.inf if error == 0 else 10 * math.log10(255 ** 2 / error)


def resized(picture, width, height):
    if picture.shape[:2] == (height, width):
        return picture
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    return frame.reformat(width=width, height=height, interpolation="AREA").to_ndarray(format="rgb24")


def main():
    root, library = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    papers = json.loads((root / "handloom.json").read_text())
    info = json.loads((root / "meta/info.json").read_text())
    fps = info["fps"]
    dataset = LeRobotDataset("local/held", root=root)
    need(len(dataset) == info["total_frames"] == sum(e["rows"] for e in papers["episodes"]), "rows")
    need(dataset.meta.total_episodes == len(papers["episodes"]), "episodes")
    folders = {p.parent.name: p.parent for p in library.glob("episodes/*/*/*/*/episode.json")}
    oldest = papers["oldestMillis"] * 1e6
    first, numbers, pictures, told_apart, worst = 0, 0, 0, 0, math.inf
    for number, episode in enumerate(papers["episodes"]):
        bundle = Bundle(folders[episode["episode"]])
        last_time = -1
        for row in range(episode["rows"]):
            at = dataset.hf_dataset[first + row]
            need(int(at["episode_index"]) == number and int(at["frame_index"]) == row, f"episode {number} row {row}: numbers")
            need(abs(float(at["timestamp"]) - row / fps) < 1e-4, f"episode {number} row {row}: time")
            when = int(at["capture.unix_ns"])
            need(when > last_time, f"episode {number} row {row}: the true time does not rise")
            last_time = when
            numbers += hold_state(f"episode {number} row {row}", bundle, papers["state"], bundle.studio(when),
                                  at["observation.state"], oldest)
        for row in sorted({0, episode["rows"] // 2, episode["rows"] - 1}):
            item = dataset[first + row]
            need(item["task"] == bundle.manifest["task"].strip(), f"episode {number}: task")
            when = bundle.studio(int(item["capture.unix_ns"]))
            for view in papers["views"]:
                key = "observation.images." + view["name"]
                got = numpy.round(item[key].numpy().transpose(1, 2, 0) * 255).astype(numpy.uint8)
                need(got.shape == (view["height"], view["width"], 3), f"{key}: {got.shape}")
                stream, source = bundle.streams[view["stream"]], bundle.pictures(view["stream"])
                true = when - float(item["capture.age_ms." + view["name"]]) * 1e6
                i = int(numpy.abs(stream.times - true).argmin())
                need(abs(stream.times[i] - true) < 2e5 and stream.brought[i] in stream.shown(when),
                     f"episode {number} row {row} {key}: another picture was there: {[t - when for t in stream.times[max(0, i - 2):i + 3]]}")
                want = resized(source[stream.brought[i]], view["width"], view["height"])
                near = psnr(got, want)
                worst = min(worst, near)
                need(near > LEAST_PSNR, f"episode {number} row {row} {key}: {near:.1f} dB")
                for off in (-3, 3):
                    if 0 <= i + off < len(stream.times) and row == episode["rows"] // 2:
                        neighbour = resized(source[stream.brought[i + off]], view["width"], view["height"])
                        # Pictures that differ less than the coding lost cannot be told apart.
                        if psnr(want, neighbour) < near:
                            away = psnr(got, neighbour)
                            need(away <= near, f"episode {number} row {row} {key}: a picture {off} later is nearer ({away:.1f} dB, its own {near:.1f})")
                            told_apart += 1
                pictures += 1
        first += episode["rows"]
    need(told_apart > 0, "no two pictures differ: nothing was shown of their order")
    deltas = {"observation.state": [-1 / fps, 0], "action": [0, 1 / fps, 2 / fps]}
    for view in papers["views"]:
        deltas["observation.images." + view["name"]] = [-2 / fps, 0]
    moved = LeRobotDataset("local/held", root=root, delta_timestamps=deltas)
    middle = papers["episodes"][0]["rows"] // 2
    item = moved[middle]
    state = dataset.hf_dataset[middle]["observation.state"]
    need(numpy.array_equal(numpy.asarray(item["observation.state"][1]), numpy.asarray(state)), "delta timestamps: state")
    need(item["action"].shape[0] == 3, "delta timestamps: action")
    if papers["actionRule"] == "NEXT_STATE":
        need(numpy.array_equal(numpy.asarray(item["action"][0]),
                               numpy.asarray(dataset.hf_dataset[middle + 1]["observation.state"])), "an action is the next state")
    need(bool(moved[0]["observation.state_is_pad"][0]), "delta timestamps: what lies before an episode is padded")
    for view in papers["views"]:
        both = item["observation.images." + view["name"]]
        alone = dataset[middle - 2]["observation.images." + view["name"]]
        need(both.shape[0] == 2 and psnr(both[0].numpy() * 255, alone.numpy() * 255) > 60, "delta timestamps: pictures")
    import lerobot
    files = len(list(root.glob("videos/*/*/*.mp4")))
    print(f"{root.name}: LeRobot {lerobot.__version__} loads {len(papers['episodes'])} episodes, {len(dataset)} rows, {files} videos; "
          f"{numbers} numbers are what the samples make, {pictures} pictures are those that were there (worst {worst:.1f} dB), "
          f"{told_apart} times told from a neighbour")


main()
