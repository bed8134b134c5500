"""Holds datasets of LeRobot v2.1, GR00T and DreamZero against the bundles they were made of.

The bundles are read by the Python MCAP library and PyAV, the datasets by pandas, by PyAV, and, where a LeRobot that
still loads v2.1 is there, by that. Nothing of ours is asked.
"""

import json
import pathlib
import sys

import av
import cv2
import numpy as np
import pandas as pd
from bundle import Bundle

HORIZON = 24
LEAST_PSNR = 30.0


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def at(stream, now, oldest):
    """Numbers at moments: switches hold, rotations go the shortest arc, the rest straight; what is far apart holds, and NaN is
    what no sample is near enough to tell."""
    i = np.clip(stream.before(now), 0, len(stream.times) - 1)
    j = np.clip(i + 1, 0, len(stream.times) - 1)
    gap = np.maximum(stream.times[j] - stream.times[i], 1)
    share = np.where((j > i) & (gap <= oldest), (now - stream.times[i]) / gap, 0.0)[:, None]
    a, b = stream.brought[i], stream.brought[j]
    mixed = a + share * (b - a)
    for c, unit in enumerate(stream.units):
        if unit == "SWITCH":
            mixed[:, c] = a[:, c]
    if stream.kind == "HAND" or stream.kind == "POSE":
        for c in range(3, mixed.shape[1], 7):
            mixed[:, c:c + 4] = slerp(a[:, c:c + 4], b[:, c:c + 4], share)
    mixed[(stream.before(now) < 0) | (now - stream.times[i] > oldest)] = np.nan
    return mixed


def slerp(a, b, share):
    dot = np.sum(a * b, axis=1, keepdims=True)
    b = np.where(dot < 0, -b, b)
    angle = np.arccos(np.clip(np.abs(dot), -1, 1))
    sine = np.sin(angle)
    small = sine < 1e-6
    safe = np.where(small, 1, sine)
    one = np.where(small, 1 - share, np.sin((1 - share) * angle) / safe)
    two = np.where(small, share, np.sin(share * angle) / safe)
    mixed = one * a + two * b
    return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def pictures(path, wanted):
    """Pictures of a video by their numbers, as RGB."""
    found = {}
    with av.open(str(path)) as container:
        for n, frame in enumerate(container.decode(video=0)):
            if n in wanted:
                found[n] = frame.to_ndarray(format="rgb24")
            last = n
    return found, last + 1


def psnr(a, b):
    error = np.mean((a.astype(np.float64) - b.astype(np.float64)) ** 2)
    return 99.0 if error == 0 else 10 * np.log10(255 ** 2 / error)


def figures(values):
    return {"mean": values.mean(0), "std": values.std(0), "min": values.min(0), "max": values.max(0),
            "q01": np.quantile(values, 0.01, axis=0), "q99": np.quantile(values, 0.99, axis=0)}


def hold_figures(said, values, where, quantiles=True):
    for name, value in figures(values).items():
        if not quantiles and name.startswith("q"):
            continue
        got = np.array(said[name])
        room = 1e-4 * np.maximum(1, np.abs(values).max(0))
        need(got.shape == value.shape and np.all(np.abs(got - value) <= room), f"{where}: {name} {got} is {value}")


def hold(dataset, library):
    info = json.loads((dataset / "meta/info.json").read_text())
    papers = json.loads((dataset / "handloom.json").read_text())
    lines = [json.loads(line) for line in open(dataset / "meta/episodes.jsonl")]
    stats = [json.loads(line) for line in open(dataset / "meta/episodes_stats.jsonl")]
    tasks = {t["task_index"]: t["task"] for t in map(json.loads, open(dataset / "meta/tasks.jsonl"))}
    need(info["codebase_version"] == "v2.1" and info["total_episodes"] == len(lines) == len(stats), "counts")
    videos = [k for k, f in info["features"].items() if f["dtype"] == "video"]
    need(info["total_videos"] == len(lines) * len(videos), "total_videos")
    bundles = {p.parent.name: p.parent for p in library.glob("episodes/*/*/*/*/episode.json")}
    rows, worst, lowest, looked = 0, 0.0, 99.0, 0
    everything, relative = [], {}
    modality = None
    if (dataset / "meta/modality.json").exists():
        modality = json.loads((dataset / "meta/modality.json").read_text())
    for n, line in enumerate(lines):
        table = pd.read_parquet(dataset / info["data_path"].format(episode_chunk=n // 1000, episode_index=n))
        need(set(table.columns) == set(info["features"]) - set(videos), f"columns of episode {n}")
        need(len(table) == line["length"] == papers["episodes"][n]["rows"], f"rows of episode {n}")
        need((table["index"] == np.arange(rows, rows + len(table))).all(), "index")
        need((table["frame_index"] == np.arange(len(table))).all() and (table["episode_index"] == n).all(), "frame_index")
        need(np.abs(table["timestamp"] - np.arange(len(table)) / info["fps"]).max() < 1e-5, "timestamp")
        rows += len(table)
        everything.append(table)
        bundle = Bundle(bundles[papers["episodes"][n]["episode"]])
        manifest, streams = bundle.manifest, bundle.streams
        need(tasks[int(table["task_index"][0])] == manifest["task"] == line["tasks"][0], "task")
        now = bundle.studio(table["capture.unix_ns"].to_numpy())
        state = np.stack(table["observation.state"].to_numpy()).astype(np.float64)
        action = np.stack(table["action"].to_numpy()).astype(np.float64)
        need(np.array_equal(action[:-1], state[1:]), "an action is the state of the next row")
        start = 0
        for part in papers["state"]:
            truth = at(streams[part["stream"]], now, papers["oldestMillis"] * 1e6)
            end = start + truth.shape[1]
            off = np.abs(state[:, start:end] - truth) / np.maximum(1, np.abs(truth))
            held = off[~np.isnan(truth).any(axis=1)]
            need(len(held) > 0, f"episode {n}, {part['stream']}: no row is near its samples")
            need(held.max() < 1e-5, f"episode {n}, {part['stream']}: {held.max()} off")
            worst = max(worst, held.max())
            start = end
        need(start == state.shape[1], "width of the state")
        hold_figures(stats[n]["stats"]["observation.state"], state, f"figures of episode {n}", quantiles=False)
        need(stats[n]["stats"]["observation.state"]["count"] == [len(table)], "count")
        for view in papers["views"]:
            key = f"observation.images.{view['name']}"
            path = dataset / info["video_path"].format(episode_chunk=n // 1000, video_key=key, episode_index=n)
            wanted = [0, len(table) // 2, len(table) - 1]
            shown, count = pictures(path, set(wanted))
            need(count == len(table), f"{path.name}: {count} pictures for {len(table)} rows")
            stream, source = streams[view["stream"]], bundle.pictures(view["stream"])
            height, width = info["features"][key]["shape"][:2]
            for row in wanted:
                need(shown[row].shape == (height, width, 3), f"size of {path.name}")
                there = [cv2.resize(source[place], (width, height), interpolation=cv2.INTER_AREA) for place in stream.shown(now[row])]
                lowest = min(lowest, max(psnr(shown[row], each) for each in there))
                looked += 1
        if modality:
            for name, slot in modality["action"].items():
                if name in modality["state"]:
                    mirror = modality["state"][name]
                    a = np.stack(table[slot["original_key"]].to_numpy())[:, slot["start"]:slot["end"]]
                    s = np.stack(table[mirror["original_key"]].to_numpy())[:, mirror["start"]:mirror["end"]]
                    for i in range(len(table) - HORIZON + 1):
                        relative.setdefault(name, []).append(a[i:i + HORIZON].astype(np.float64) - s[i])
    need(rows == info["total_frames"] and len(tasks) == info["total_tasks"], "totals")
    need(lowest >= LEAST_PSNR, f"a picture differs: {lowest:.1f} dB")
    whole = pd.concat(everything)
    print(f"{dataset.name}: {len(lines)} episodes, {rows} rows, {state.shape[1]} numbers at most {worst:.1e} off; "
          f"{looked} pictures, the least alike {lowest:.1f} dB")
    if modality:
        hold_trainers(dataset, info, papers, modality, whole, relative)
    return info, state.shape[1], len(videos)


def hold_trainers(dataset, info, papers, modality, whole, relative):
    """What GR00T and DreamZero count on."""
    at = 0
    for part in papers["state"]:
        slot = modality["state"][part["name"]]
        need((slot["start"], slot["end"]) == (at, at + len(part["channels"])), f"slice {part['name']}")
        names = info["features"][slot["original_key"]]["names"][slot["start"]:slot["end"]]
        need(names == part["channels"], f"names of {part['name']}")
        at = slot["end"]
    for name, video in modality["video"].items():
        need(info["features"][video["original_key"]]["dtype"] == "video", f"video {name}")
        need(info["features"][video["original_key"]]["info"]["video.fps"] == info["fps"], "video.fps")
    for name, annotation in modality["annotation"].items():
        need(annotation["original_key"] in whole.columns, f"annotation {name}")
    stats = json.loads((dataset / "meta/stats.json").read_text())
    for key, feature in info["features"].items():
        if feature["dtype"].startswith("float"):
            need(set(stats[key]) == {"mean", "std", "min", "max", "q01", "q99"}, f"stats of {key}")
            values = np.stack(whole[key].to_numpy()).astype(np.float64).reshape(len(whole), -1)
            hold_figures(stats[key], values, f"stats of {key}")
    if (dataset / "meta/embodiment.json").exists():
        need(json.loads((dataset / "meta/embodiment.json").read_text())["embodiment_tag"] != "", "embodiment")
        sizes = {tuple(info["features"][v["original_key"]]["shape"]) for v in modality["video"].values()}
        need(len(sizes) == 1, f"cameras of {len(sizes)} sizes")
        said = json.loads((dataset / "meta/relative_stats_dreamzero.json").read_text())
        need(set(said) == set(relative), "relative keys")
        for name, chunks in relative.items():
            hold_figures(said[name], np.concatenate(chunks), f"relative {name}")
    print(f"  slices {', '.join(modality['state'])}; figures of {len(stats)} columns and {len(relative)} relative ones are numpy's")


def load(dataset, width, cameras):
    """By the LeRobot that was made for v2.1."""
    from lerobot.datasets.lerobot_dataset import LeRobotDataset

    papers = json.loads((dataset / "handloom.json").read_text())
    step = 1 / papers["rowsPerSecond"]
    deltas = {"action": [0, step, 2 * step]}
    for view in papers["views"]:
        deltas[f"observation.images.{view['name']}"] = [-step, 0]
    loaded = LeRobotDataset("local/handloom", root=dataset, video_backend="pyav", delta_timestamps=deltas)
    rows = sum(e["rows"] for e in papers["episodes"])
    need(len(loaded) == rows and loaded.num_episodes == len(papers["episodes"]), "LeRobot counts otherwise")
    whole = pd.concat(pd.read_parquet(p) for p in sorted(dataset.glob("data/*/*.parquet")))
    first, seen = 0, 0
    for episode in papers["episodes"]:
        for i in (first, first + episode["rows"] // 2, first + episode["rows"] - 1):
            item = loaded[i]
            need(np.array_equal(item["observation.state"].numpy(), whole["observation.state"].iloc[i]), "state")
            need(item["action"].shape == (3, width), "deltas of the action")
            need(item["task"] == episode["task"], "task")
            need(sum(k.startswith("observation.images.") and not k.endswith("_is_pad") for k in item) == cameras, "cameras")
            seen += 1
        first += episode["rows"]
    print(f"  LeRobot loads it: {rows} rows, {seen} looked at, with the rows before and after")


if __name__ == "__main__":
    library = pathlib.Path(sys.argv[1])
    for name in sys.argv[2].split(","):
        folder = pathlib.Path(sys.argv[3]) / name
        _, numbers, cameras = hold(folder, library)
        if len(sys.argv) > 4:
            load(folder, numbers, cameras)
