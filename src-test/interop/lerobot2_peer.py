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
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

HORIZON = 24
LEAST_PSNR = 30.0


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


class Stream:
    """One stream of a bundle, at the second times where there are some."""

    def __init__(self, metadata, sync):
        self.name = metadata["stream"]
        self.kind = metadata["kind"]
        self.units = [c["unit"] for c in json.loads(metadata["channels"])]
        self.ticks_second = float(metadata.get("ticks_per_second", 1e9))
        self.bits = int(metadata.get("ticks_bits", 63))
        self.spans = next((s["spans"] for s in sync if s["stream"] == self.name), [])
        self.span = -1
        self.device = 0
        self.last = None
        self.times = []
        self.values = []

    def time(self, stamp):
        at = len(self.times)
        while self.span + 1 < len(self.spans) and self.spans[self.span + 1]["firstSample"] <= at:
            self.span += 1
            self.last = None
        if self.span < 0:
            return stamp.capture_nanos
        ticks = stamp.device_ticks
        if self.last is None:
            self.device = 0
        else:
            step = (ticks - self.last) % (1 << self.bits)
            if step >= 1 << (self.bits - 1):
                step -= 1 << self.bits
            self.device += step * 1_000_000_000 / self.ticks_second
        self.last = ticks
        span = self.spans[self.span]
        knots, offsets = span["at"], span["offset"]
        piece = int(np.clip(np.searchsorted(knots, self.device, side="right") - 1, 0, max(0, len(knots) - 2)))
        after = min(piece + 1, len(knots) - 1)
        share = 0 if after == piece else (self.device - knots[piece]) / (knots[after] - knots[piece])
        when = self.device + offsets[piece] + share * (offsets[after] - offsets[piece])
        return min(int(round(when)), stamp.arrival_nanos)

    def add(self, schema, payload):
        stamp = payload.stamp if schema.startswith("foxglove.") else payload
        when = self.time(stamp)
        self.times.append(when)
        if self.kind == "VIDEO":
            return
        if schema == "foxglove.PosesInFrame":
            row = []
            for pose in payload.poses:
                p, q = pose.position, pose.orientation
                row += [p.x, p.y, p.z, q.x, q.y, q.z, q.w]
            self.values.append(row)
        elif schema == "foxglove.PoseInFrame":
            p, q = payload.pose.position, payload.pose.orientation
            self.values.append([p.x, p.y, p.z, q.x, q.y, q.z, q.w])
        elif schema == "foxglove.JointStates":
            self.values.append([j.position for j in payload.joints])
        else:
            self.values.append(list(payload.values))

    def done(self):
        times = np.array(self.times, dtype=np.int64)
        keep, last = [], None
        for i, t in enumerate(times):
            if last is None or t > last:
                keep.append(i)
                last = t
        self.order = np.array(keep)
        self.times = times[self.order]
        if self.kind != "VIDEO":
            self.values = np.array(self.values, dtype=np.float64)[self.order]

    def before(self, now):
        return np.searchsorted(self.times, now, side="right") - 1

    def at(self, now):
        """Numbers at moments: switches hold, rotations go the shortest arc, the rest straight."""
        i = np.clip(self.before(now), 0, len(self.times) - 1)
        j = np.clip(i + 1, 0, len(self.times) - 1)
        gap = np.maximum(self.times[j] - self.times[i], 1)
        share = np.where(j > i, (now - self.times[i]) / gap, 0.0)[:, None]
        a, b = self.values[i], self.values[j]
        mixed = a + share * (b - a)
        for c, unit in enumerate(self.units):
            if unit == "SWITCH":
                mixed[:, c] = a[:, c]
        if self.kind == "HAND" or self.kind == "POSE":
            for c in range(3, mixed.shape[1], 7):
                mixed[:, c:c + 4] = slerp(a[:, c:c + 4], b[:, c:c + 4], share)
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


def read_bundle(folder):
    manifest = json.loads((folder / "episode.json").read_text())
    sync = []
    if (folder / "sync.json").exists():
        sync = json.loads((folder / "sync.json").read_text())["streams"]
    streams = {}
    with open(folder / "episode.mcap", "rb") as file:
        reader = make_reader(file, decoder_factories=[DecoderFactory()])
        for schema, channel, _, payload in reader.iter_decoded_messages():
            name = channel.metadata.get("stream")
            if name is None:
                continue
            if name not in streams:
                streams[name] = Stream(channel.metadata, sync)
            streams[name].add(schema.name, payload)
    for stream in streams.values():
        stream.done()
    return manifest, streams


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
        manifest, streams = read_bundle(bundles[papers["episodes"][n]["episode"]])
        need(tasks[int(table["task_index"][0])] == manifest["task"] == line["tasks"][0], "task")
        anchor = manifest["times"]["anchor"]
        now = table["capture.unix_ns"].to_numpy() - anchor["unixNanos"] + anchor["studioNanos"]
        state = np.stack(table["observation.state"].to_numpy()).astype(np.float64)
        action = np.stack(table["action"].to_numpy()).astype(np.float64)
        need(np.array_equal(action[:-1], state[1:]), "an action is the state of the next row")
        start = 0
        for part in papers["state"]:
            stream = streams[part["stream"]]
            truth = stream.at(now)
            end = start + truth.shape[1]
            off = np.abs(state[:, start:end] - truth) / np.maximum(1, np.abs(truth))
            need(off.max() < 1e-5, f"episode {n}, {part['stream']}: {off.max()} off at row {off.max(1).argmax()}")
            worst = max(worst, off.max())
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
            camera = next(c for c in manifest["cameras"] if c["stream"] == view["stream"])
            records = streams[view["stream"]].order[streams[view["stream"]].before(now[wanted])]
            source, _ = pictures(bundles[manifest["id"]] / camera["file"], set(int(r) for r in records))
            height, width = info["features"][key]["shape"][:2]
            for row, record in zip(wanted, records):
                need(shown[row].shape == (height, width, 3), f"size of {path.name}")
                expected = cv2.resize(source[int(record)], (width, height), interpolation=cv2.INTER_AREA)
                lowest = min(lowest, psnr(shown[row], expected))
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
