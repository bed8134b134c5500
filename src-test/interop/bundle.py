"""A bundle as the Python MCAP library and PyAV read it. Nothing of ours is asked.

Capture times are those of the second pass over the clocks (`sync.json`) where a bundle has one, as the studio itself takes
them; a picture that a busy computer delivered and did not encode is in the log and not in the video.
"""

import json

import numpy as np
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

# Of a moment that is rounded, either side of a microsecond will do.
NEAR_NANOS = 1000
# A stamp that lies so long after its arrival belongs to no known clock; its live time holds.
IMPOSSIBLE_NANOS = 3_000_000


def stamp_of(payload):
    return payload.stamp if "stamp" in {f.name for f in payload.DESCRIPTOR.fields} else payload


def values_of(payload):
    """The numbers of a sample, in the order of its channels, from any form."""
    names = {f.name for f in payload.DESCRIPTOR.fields}
    if "joints" in names:
        return [j.position for j in payload.joints]
    poses = list(payload.poses) if "poses" in names else [payload.pose] if "pose" in names else None
    if poses is None:
        return list(payload.values)
    return [v for p in poses for v in (p.position.x, p.position.y, p.position.z, p.orientation.x, p.orientation.y,
                                       p.orientation.z, p.orientation.w)]


class Clock:
    """From the ticks of a device to studio time, by the straight pieces of `sync.json`."""

    def __init__(self, metadata, spans):
        self.spans = spans
        self.nanos_per_tick = 1e9 / float(metadata.get("ticks_per_second", 1e9))
        self.bits = int(metadata.get("ticks_bits", 63))
        self.sample = 0
        self.span = -1
        self.ticks = 0
        self.last = None

    def time(self, stamp):
        while self.span + 1 < len(self.spans) and self.spans[self.span + 1]["firstSample"] <= self.sample:
            self.span += 1
            self.last = None
        self.sample += 1
        if self.span < 0 or not stamp.HasField("device_ticks"):
            return stamp.capture_nanos
        if self.last is None:
            self.ticks = 0
        else:
            step = (stamp.device_ticks - self.last) % (1 << self.bits)
            if step >= 1 << (self.bits - 1):
                step -= 1 << self.bits
            self.ticks += step
        self.last = stamp.device_ticks
        device = round(self.ticks * self.nanos_per_tick)
        knots, offsets = self.spans[self.span]["at"], self.spans[self.span]["offset"]
        if not knots:
            return stamp.capture_nanos
        piece = int(np.clip(np.searchsorted(knots, device, side="right") - 1, 0, max(0, len(knots) - 2)))
        after = min(piece + 1, len(knots) - 1)
        share = 0 if after == piece else (device - knots[piece]) / (knots[after] - knots[piece])
        when = device + offsets[piece] + round(share * (offsets[after] - offsets[piece]))
        if when - stamp.arrival_nanos > IMPOSSIBLE_NANOS:
            return stamp.capture_nanos
        return min(when, stamp.arrival_nanos)


class Stream:
    """One stream: `times`, rising, in studio nanoseconds, and what each brought: numbers, or the place of a picture."""

    def __init__(self, metadata, spans):
        self.name = metadata["stream"]
        self.kind = metadata["kind"]
        self.units = [c["unit"] for c in json.loads(metadata.get("channels", "[]"))]
        self.clock = Clock(metadata, spans)
        self.times = []
        self.brought = []

    def add(self, payload):
        stamp = stamp_of(payload)
        when = self.clock.time(stamp)
        if self.kind == "VIDEO":
            if stamp.not_encoded:
                return
            brought = stamp.frame_index
        else:
            brought = values_of(payload)
        if not self.times or when > self.times[-1]:
            self.times.append(when)
            self.brought.append(brought)

    def done(self):
        self.times = np.array(self.times, dtype=np.int64)
        self.brought = np.array(self.brought, dtype=np.int64 if self.kind == "VIDEO" else np.float64)

    def before(self, now):
        """The last at or before a moment, or before each of several; -1 before the first."""
        return np.searchsorted(self.times, now, side="right") - 1

    def shown(self, now):
        """The pictures, by their places in the video, that may be the one which held at a moment."""
        return {int(self.brought[max(0, self.before(now + off))]) for off in (-NEAR_NANOS, NEAR_NANOS)}

    def straight(self, now, channels):
        """Some of the numbers at moments, on a line between the samples around each."""
        return np.stack([np.interp(now, self.times, self.brought[:, c]) for c in channels], axis=1)


class Bundle:
    def __init__(self, folder):
        self.folder = folder
        self.manifest = json.loads((folder / "episode.json").read_text())
        anchor = self.manifest["times"]["anchor"]
        self.ahead = anchor["unixNanos"] - anchor["studioNanos"]
        sync = []
        if (folder / "sync.json").exists():
            sync = json.loads((folder / "sync.json").read_text())["streams"]
        spans = {s["stream"]: s["spans"] for s in sync}
        self.streams = {}
        with open(folder / "episode.mcap", "rb") as file:
            reader = make_reader(file, decoder_factories=[DecoderFactory()])
            for _, channel, _, payload in reader.iter_decoded_messages(log_time_order=False):
                name = channel.metadata.get("stream")
                if name is None:
                    continue
                if name not in self.streams:
                    self.streams[name] = Stream(channel.metadata, spans.get(name, []))
                self.streams[name].add(payload)
        for stream in self.streams.values():
            stream.done()
        self.decoded = {}

    def studio(self, unix_nanos):
        return unix_nanos - self.ahead

    def pictures(self, stream):
        """All pictures of a camera, as RGB."""
        if stream not in self.decoded:
            import av
            file = next(c["file"] for c in self.manifest["cameras"] if c["stream"] == stream)
            with av.open(str(self.folder / file)) as container:
                self.decoded[stream] = [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]
        return self.decoded[stream]
