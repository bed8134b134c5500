"""Makes datasets of LeRobot's formats as others make them, each in its own way, and faulty ones.

foreign_datasets.py FOLDER writes FOLDER/sound-* and FOLDER/broken-*, and FOLDER/expected.json: of the
broken ones, which finding a check must have.
"""

import io
import json
import os
import shutil
import sys
from fractions import Fraction

import av
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

FPS = 30
ROWS = [45, 60, 38]
RNG = np.random.default_rng(8)


def picture(episode, row, width=160, height=120):
    y, x = np.mgrid[0:height, 0:width]
    image = np.stack([x + 40, y + 60, (x + y) // 2 + 20 * episode], axis=2).astype(np.uint8)
    at = 10 + 2 * row % (width - 40)
    image[30:60, at : at + 24] = (230, 40, 90)
    noise = RNG.integers(0, 6, image.shape, dtype=np.uint8)
    return image + noise


def video(path, pictures, codec="libx264", options=None, pix_fmt="yuv420p", fps=FPS, audio=False):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with av.open(path, "w") as out:
        rate = Fraction(fps).limit_denominator(1001)
        stream = out.add_stream(codec, rate=rate, options=options or {"g": "2", "crf": "23"})
        first = pictures[0]
        stream.width, stream.height = first.shape[1], first.shape[0]
        stream.pix_fmt = pix_fmt
        sound = out.add_stream("aac", rate=44100) if audio else None
        for each in pictures:
            for packet in stream.encode(av.VideoFrame.from_ndarray(each, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
        if sound is not None:
            for start in range(0, 44100, 1024):
                frame = av.AudioFrame.from_ndarray(
                    np.zeros((2, 1024), dtype=np.float32), format="fltp", layout="stereo"
                )
                frame.sample_rate = 44100
                frame.pts = start
                for packet in sound.encode(frame):
                    out.mux(packet)
            for packet in sound.encode():
                out.mux(packet)


def state(episode, rows, width=6, dtype=np.float32):
    t = np.arange(rows)[:, None] / FPS
    return (np.sin(2 * t + np.arange(width) + episode) * 30).astype(dtype)


def column(values):
    if values.ndim == 1:
        return pa.array(values)
    if values.ndim == 2:
        return pa.array(list(values))
    return pa.array([each.tolist() for each in values])


class Maker:
    """A dataset whose every part can be changed before it is written."""

    def __init__(self, folder, version="v3.0", cameras=("observation.images.front",), **kinds):
        self.folder = folder
        self.version = version
        self.three = version.startswith("v3")
        self.cameras = cameras
        self.kinds = kinds
        self.rows = list(ROWS)
        self.numbers = list(range(len(self.rows)))
        self.names = [f"joint_{i}.pos" for i in range(6)]
        self.dtype = np.float32
        self.extra = {}
        self.pictures = {}
        self.codec = "libx264"
        self.options = None
        self.files = None
        self.tasks = ["Put the cube in the bowl"]
        self.tasks_label = "task"
        self.stats = True
        self.info = {}
        self.frame = lambda frame, episode: frame
        self.audio = False
        self.image = None

    def table(self, episode, start):
        rows = self.rows[episode]
        own = state(episode, rows, dtype=self.dtype)
        data = {
            "observation.state": own,
            "action": np.roll(own, -1, axis=0),
        }
        for key, make in self.extra.items():
            data[key] = make(episode, rows)
        data["timestamp"] = (np.arange(rows) / FPS).astype(np.float32)
        data["frame_index"] = np.arange(rows, dtype=np.int64)
        data["episode_index"] = np.full(rows, self.numbers[episode], dtype=np.int64)
        data["index"] = np.arange(start, start + rows, dtype=np.int64)
        data["task_index"] = np.full(rows, episode % len(self.tasks), dtype=np.int64)
        data = self.frame(data, episode)
        columns = {
            key: value if isinstance(value, pa.Array) else column(np.asarray(value))
            for key, value in data.items()
        }
        if self.image:
            coded = []
            for row in range(rows):
                out = io.BytesIO()
                Image.fromarray(picture(episode, row)).save(out, format="PNG")
                coded.append({"bytes": out.getvalue(), "path": f"frame-{row}.png"})
            columns[self.image] = pa.array(
                coded, type=pa.struct([("bytes", pa.binary()), ("path", pa.string())])
            )
        return pa.table(columns), data

    def write(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(f"{self.folder}/meta")
        tables, datas, lines = [], [], []
        start = 0
        for episode, rows in enumerate(self.rows):
            table, data = self.table(episode, start)
            tables.append(table)
            datas.append(data)
            lines.append(
                {
                    "episode_index": self.numbers[episode],
                    "tasks": [self.tasks[episode % len(self.tasks)]],
                    "length": rows,
                    "data/chunk_index": 0,
                    "data/file_index": 0,
                    "dataset_from_index": start,
                    "dataset_to_index": start + rows,
                }
            )
            start += rows
        self.lines = lines
        self.write_tables(tables)
        for camera in self.cameras:
            self.write_videos(camera)
        self.write_papers(datas, start)
        return self.folder

    def write_tables(self, tables):
        if not self.three:
            os.makedirs(f"{self.folder}/data/chunk-000")
            for number, table in zip(self.numbers, tables):
                pq.write_table(table, f"{self.folder}/data/chunk-000/episode_{number:06d}.parquet")
        elif self.files:
            for episode, table in enumerate(tables):
                chunk, file = divmod(episode, self.files)
                os.makedirs(f"{self.folder}/data/chunk-{chunk:03d}", exist_ok=True)
                pq.write_table(table, f"{self.folder}/data/chunk-{chunk:03d}/file-{file:03d}.parquet")
                self.lines[episode]["data/chunk_index"] = chunk
                self.lines[episode]["data/file_index"] = file
        else:
            os.makedirs(f"{self.folder}/data/chunk-000")
            pq.write_table(pa.concat_tables(tables), f"{self.folder}/data/chunk-000/file-000.parquet")

    def write_videos(self, camera):
        shown = [
            self.pictures.get((camera, e), [picture(e, r) for r in range(rows)])
            for e, rows in enumerate(self.rows)
        ]
        make = dict(codec=self.codec, options=self.options, audio=self.audio)
        if not self.three:
            for number, each in zip(self.numbers, shown):
                video(f"{self.folder}/videos/chunk-000/{camera}/episode_{number:06d}.mp4", each, **make)
            return
        at = 0
        for episode, each in enumerate(shown):
            line = self.lines[episode]
            line[f"videos/{camera}/chunk_index"] = 0
            line[f"videos/{camera}/file_index"] = 0
            line[f"videos/{camera}/from_timestamp"] = at / FPS
            at += self.rows[episode]
            line[f"videos/{camera}/to_timestamp"] = at / FPS
        video(
            f"{self.folder}/videos/{camera}/chunk-000/file-000.mp4",
            [one for each in shown for one in each],
            **make,
        )

    def figures(self, values):
        values = np.asarray(values, dtype=np.float64)
        values = values.reshape(len(values), -1)
        figures = {
            "min": values.min(0).tolist(),
            "max": values.max(0).tolist(),
            "mean": values.mean(0).tolist(),
            "std": values.std(0).tolist(),
            "count": [len(values)],
        }
        for name, at in (("q01", 1), ("q10", 10), ("q50", 50), ("q90", 90), ("q99", 99)):
            figures[name] = np.percentile(values, at, axis=0).tolist()
        return figures

    def write_papers(self, datas, total):
        features = {}
        for key, value in datas[0].items():
            if isinstance(value, pa.Array):
                features[key] = {"dtype": self.kinds.get(key, "string"), "shape": [1], "names": None}
                continue
            value = np.asarray(value)
            shape = list(value.shape[1:]) or [1]
            named = self.names if key in ("observation.state", "action") else None
            features[key] = {"dtype": str(value.dtype), "shape": shape, "names": named}
        for camera in self.cameras:
            features[camera] = {
                "dtype": "video",
                "shape": [120, 160, 3],
                "names": ["height", "width", "channels"],
                "info": {"video.codec": "h264", "video.fps": FPS},
            }
        if self.image:
            features[self.image] = {
                "dtype": "image",
                "shape": [120, 160, 3],
                "names": ["height", "width", "channel"],
            }
        info = {
            "codebase_version": self.version,
            "robot_type": "so101",
            "total_episodes": len(self.rows),
            "total_frames": total,
            "total_tasks": len(self.tasks),
            "chunks_size": 1000,
            "fps": FPS,
            "splits": {"train": f"0:{len(self.rows)}"},
            "data_path": "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
            if self.three
            else "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet",
            "video_path": None
            if not self.cameras
            else "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"
            if self.three
            else "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4",
            "features": features,
        }
        info.update(self.info)
        json.dump(info, open(f"{self.folder}/meta/info.json", "w"), indent=4)
        counted = {
            key: np.concatenate([np.asarray(data[key]) for data in datas])
            for key, value in datas[0].items()
            if not isinstance(value, pa.Array)
        }
        stats = {key: self.figures(value) for key, value in counted.items()}
        if callable(self.stats):
            stats = self.stats(stats)
        if self.stats:
            json.dump(stats, open(f"{self.folder}/meta/stats.json", "w"))
        if self.three:
            frame = pd.DataFrame({"task_index": range(len(self.tasks))}, index=self.tasks)
            frame.index.name = self.tasks_label
            frame.to_parquet(f"{self.folder}/meta/tasks.parquet")
            os.makedirs(f"{self.folder}/meta/episodes/chunk-000")
            pd.DataFrame(self.lines).to_parquet(
                f"{self.folder}/meta/episodes/chunk-000/file-000.parquet"
            )
        else:
            with open(f"{self.folder}/meta/tasks.jsonl", "w") as out:
                for number, task in enumerate(self.tasks):
                    out.write(json.dumps({"task_index": number, "task": task}) + "\n")
            with open(f"{self.folder}/meta/episodes.jsonl", "w") as out:
                for line in self.lines:
                    kept = {key: line[key] for key in ("episode_index", "tasks", "length")}
                    out.write(json.dumps(kept) + "\n")


def sound(folder):
    def made(name, **kinds):
        return Maker(f"{folder}/sound-{name}", **kinds)

    made("plain").write()
    one = made("unnamed-label")
    one.tasks_label = None
    one.tasks = ["Öffne die Tür", "Close it"]
    one.write()
    one = made("doubles-switches")
    one.dtype = np.float64
    one.names = None
    one.extra = {
        "next.done": lambda e, n: np.arange(n) == n - 1,
        "next.reward": lambda e, n: np.linspace(0, 1, n).astype(np.float32),
        "observation.tactile": lambda e, n: RNG.random((n, 4, 5)).astype(np.float32),
    }
    one.write()
    one = made("groups-of-names")
    one.names = {"motors": [f"m{i}" for i in range(6)]}
    one.files = 2
    one.write()
    one = made("b-frames", cameras=("observation.images.front", "observation.images.side"))
    one.options = {"g": "12", "bf": "2", "crf": "23"}
    one.write()
    one = made("hevc")
    one.codec = "libx265"
    one.options = {"x265-params": "bframes=0:keyint=2:log-level=none"}
    one.write()
    one = made("av1-audio")
    one.codec = "libsvtav1"
    one.options = {"g": "2", "crf": "30", "preset": "12"}
    one.audio = True
    one.write()
    one = made("pictures-in-rows", cameras=())
    one.image = "observation.image"
    one.write()
    one = made("two-one", version="v2.1")
    one.tasks = ["a", "b"]
    one.write()
    one = made("two-zero", version="v2.0", cameras=("observation.images.cam_high",))
    one.write()
    one = made("words", **{"instruction": "string"})
    one.extra = {"instruction": lambda e, n: pa.array(["go"] * n)}
    one.write()


def broken(folder):
    expected = {}

    def made(name, code, **kinds):
        expected[f"broken-{name}"] = code
        return Maker(f"{folder}/broken-{name}", **kinds)

    def changed(key, row, value):
        def change(data, episode):
            if episode == 1:
                data[key] = np.array(data[key])
                data[key][row] = value
            return data

        return change

    one = made("index", "HL-D013")
    one.frame = changed("index", 20, 9999)
    one.write()
    one = made("frame", "HL-D014")
    one.frame = changed("frame_index", 20, 3)
    one.write()
    one = made("time", "HL-D015")
    one.frame = changed("timestamp", 20, 1.5)
    one.write()
    one = made("nan", "HL-D024")
    one.frame = changed("action", 20, np.nan)
    one.write()
    one = made("leap", "HL-D026")
    one.frame = changed("observation.state", 20, 400)
    one.write()
    one = made("still", "HL-D027")
    one.frame = lambda data, e: {**data, "observation.state": np.ones((ROWS[e], 6), np.float32)}
    one.rows = [90, 80]
    one.frame = lambda data, e: {
        **data,
        "observation.state": np.ones((one.rows[e], 6), np.float32),
    }
    one.write()
    one = made("task", "HL-D030")
    one.frame = changed("task_index", 20, 7)
    one.write()
    one = made("stats", "HL-D041")

    def wrong(stats):
        stats["observation.state"]["std"][2] *= 3
        return stats

    one.stats = wrong
    one.write()
    one = made("undeclared", "HL-D020")
    one.extra = {"mystery": lambda e, n: np.zeros(n)}
    one.write()
    info = json.load(open(f"{one.folder}/meta/info.json"))
    del info["features"]["mystery"]
    json.dump(info, open(f"{one.folder}/meta/info.json", "w"))
    one = made("short-video", "HL-D050", version="v2.1")
    one.pictures[("observation.images.front", 1)] = [picture(1, r) for r in range(50)]
    one.write()
    one = made("shifted-video", "HL-D050")
    one.pictures[("observation.images.front", 0)] = [picture(0, r) for r in range(40)]
    one.write()
    one = made("frozen", "HL-D054", version="v2.1")
    still = picture(1, 10)
    one.pictures[("observation.images.front", 1)] = [
        picture(1, r) if r < 10 else still for r in range(60)
    ]
    one.write()
    one = made("black", "HL-D055", version="v2.1")
    one.pictures[("observation.images.front", 2)] = [np.zeros((120, 160, 3), np.uint8)] * 38
    one.write()
    one = made("size", "HL-D053")
    one.write()
    info = json.load(open(f"{one.folder}/meta/info.json"))
    info["features"]["observation.images.front"]["shape"] = [240, 320, 3]
    json.dump(info, open(f"{one.folder}/meta/info.json", "w"))
    one = made("counts", "HL-D012")
    one.info = {"total_frames": 12}
    one.write()
    one = made("path", "HL-D005")
    one.info = {"video_path": "../../../etc/{video_key}/{chunk_index}/{file_index}"}
    one.write()
    one = made("cut", "HL-D001")
    one.write()
    table = f"{one.folder}/data/chunk-000/file-000.parquet"
    with open(table, "r+b") as file:
        file.truncate(os.path.getsize(table) // 2)
    one = made("cut-video", "HL-D052", version="v2.1")
    one.write()
    film = f"{one.folder}/videos/chunk-000/observation.images.front/episode_000001.mp4"
    with open(film, "r+b") as file:
        file.truncate(os.path.getsize(film) // 2)
    one = made("gap", "HL-D010", version="v2.1")
    one.numbers = [0, 1, 3]
    one.write()
    one = made("drift", "HL-D056", version="v2.1")
    one.write()
    film = f"{one.folder}/videos/chunk-000/observation.images.front/episode_000001.mp4"
    video(film, [picture(1, r) for r in range(60)], fps=29)
    json.dump(expected, open(f"{folder}/expected.json", "w"), indent=1)


if __name__ == "__main__":
    sound(sys.argv[1])
    broken(sys.argv[1])
