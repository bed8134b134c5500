"""How fast LeRobot's own writer makes a dataset of the same pictures with the same codec settings as an export of ours.

Usage: lerobot_speed.py EXPORT LIBRARY OUR_SECONDS LOOKING_SECONDS OUR_CPU_SECONDS. The pictures of the bundles are decoded
before the clock runs; ours had to decode them, and to look the dataset over, within its time. Processor time tells more than
the clock where other programs run beside it: ours counts the start of the program, too. The encoder takes most of both.
"""

import json
import pathlib
import resource
import sys
import tempfile
import time

import av
import numpy

try:
    from lerobot.datasets.lerobot_dataset import LeRobotDataset
except ImportError:
    from lerobot.datasets import LeRobotDataset

STATE = 23


def episodes(papers, library):
    folders = {p.parent.name: p.parent for p in library.glob("episodes/*/*/*/*/episode.json")}
    for episode in papers["episodes"]:
        folder = folders[episode["episode"]]
        manifest = json.loads((folder / "episode.json").read_text())
        files = {c["stream"]: c["file"] for c in manifest["cameras"]}
        pictures = {}
        for view in papers["views"]:
            with av.open(str(folder / files[view["stream"]])) as container:
                pictures[view["name"]] = [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]
        yield episode["rows"], pictures


def busy():
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def theirs(papers, library, fps, streaming):
    features = {name: {"dtype": "float32", "shape": (STATE,), "names": [f"n{i}" for i in range(STATE)]}
                for name in ("action", "observation.state")}
    for view in papers["views"]:
        features["observation.images." + view["name"]] = {
            "dtype": "video", "shape": (view["height"], view["width"], 3), "names": ["height", "width", "channels"]}
    state = numpy.random.default_rng(1).random((4096, STATE), dtype=numpy.float32)
    spent, frames, worked = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        options = {"streaming_encoding": True} if streaming else {"image_writer_threads": 4 * len(papers["views"])}
        dataset = LeRobotDataset.create("local/theirs", fps=fps, features=features, root=pathlib.Path(folder) / "out", **options)
        for rows, pictures in episodes(papers, library):
            begun, before = time.monotonic(), busy()
            for row in range(rows):
                frame = {"action": state[row], "observation.state": state[row], "task": "pour"}
                for name, all_of in pictures.items():
                    frame["observation.images." + name] = all_of[min(row, len(all_of) - 1)]
                    frames += 1
                dataset.add_frame(frame)
            dataset.save_episode()
            spent += time.monotonic() - begun
            worked += busy() - before
        begun, before = time.monotonic(), busy()
        dataset.finalize()
        spent += time.monotonic() - begun
        worked += busy() - before
    return frames / spent, 1000 * worked / frames


def main():
    root, library = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    ours, looking, cpu = map(float, sys.argv[3:6])
    papers = json.loads((root / "handloom.json").read_text())
    fps = json.loads((root / "meta/info.json").read_text())["fps"]
    frames = sum(e["rows"] for e in papers["episodes"]) * len(papers["views"])
    own, written, work = frames / ours, frames / (ours - looking), 1000 * cpu / frames
    pngs, pngs_work = theirs(papers, library, fps, False)
    try:
        streamed, streamed_work = theirs(papers, library, fps, True)
    except TypeError:  # older ones cannot
        streamed, streamed_work = float("nan"), float("nan")
    print(f"{frames} pictures of {len(papers['views'])} cameras, AV1 g 2 crf 30 preset 12. Frames/s: ours {own:.0f} looked over, {written:.0f} without the look, "
          f"LeRobot's {pngs:.0f} as it records, {streamed:.0f} encoding while it records; ours is {own / pngs:.1f} and {own / streamed:.1f} times as fast, "
          f"without the look {written / pngs:.1f} and {written / streamed:.1f} times. Processor time a picture: ours {work:.0f} ms, theirs {pngs_work:.0f} and {streamed_work:.0f} ms")


main()
