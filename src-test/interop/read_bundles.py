"""Reads every bundle of a library with libraries that are not ours and holds what they see against the manifest.

MCAP by the Python reference reader, payloads by its protobuf support from the schemas in the file, video by ffprobe.
"""

import collections
import json
import pathlib
import subprocess
import sys

from mcap.reader import make_reader
from mcap.stream_reader import StreamReader
from mcap.records import Message
from mcap_protobuf.decoder import DecoderFactory


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def frames_by_ffprobe(path):
    shown = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0",
         "-show_entries", "stream=nb_read_frames,codec_name,width,height", "-of", "json", str(path)],
        capture_output=True, text=True)
    need(shown.returncode == 0 and not shown.stderr.strip(), f"ffprobe on {path.name}: {shown.stderr.strip()}")
    stream = json.loads(shown.stdout)["streams"][0]
    return int(stream["nb_read_frames"]), stream


def value_count(schema, payload):
    if schema == "foxglove.JointStates":
        return len(payload.joints)
    if schema == "foxglove.PosesInFrame":
        return 7 * len(payload.poses)
    return 7 if schema == "foxglove.PoseInFrame" else len(payload.values)


def read(bundle):
    manifest = json.loads((bundle / "episode.json").read_text())
    declared = {s["name"]: s for s in manifest["streams"]}
    counts = collections.Counter()
    lost = collections.Counter()
    last = {}
    with open(bundle / "episode.mcap", "rb") as file:
        reader = make_reader(file, validate_crcs=True, decoder_factories=[DecoderFactory()])
        topic_of = {c.topic: c for c in reader.get_summary().channels.values()}
        for schema, channel, message, payload in reader.iter_decoded_messages():
            stream = channel.metadata.get("stream")
            if stream is None:
                continue
            counts[stream] += 1
            # In a published message our times stand in a field of their own.
            stamp = payload.stamp if schema.name.startswith("foxglove.") else payload
            need(stamp.capture_nanos != 0 and stamp.arrival_nanos >= stamp.capture_nanos,
                 f"{bundle.name} {stream}: captured after it arrived")
            need(message.log_time == payload.timestamp.ToNanoseconds() + stamp.arrival_nanos - stamp.capture_nanos,
                 f"{bundle.name} {stream}: log time is not the arrival")
            if stream in last and declared[stream]["restarts"] == 0:
                step = stamp.sequence - last[stream]
                need(step >= 1, f"{bundle.name} {stream}: sequence goes back")
            last[stream] = stamp.sequence
            if declared[stream]["kind"] == "VIDEO":
                lost[stream] += stamp.not_encoded
            else:
                need(value_count(schema.name, payload) == declared[stream]["channels"], f"{bundle.name} {stream}: values missing")
        summary = reader.get_summary()
        streamed = sum(isinstance(r, Message) for r in StreamReader(open(bundle / "episode.mcap", "rb"),
                                                                    validate_crcs=True).records)
        need(summary.statistics.message_count == streamed, f"{bundle.name}: statistics say otherwise")
    for name, stream in declared.items():
        need(counts[name] == stream["samples"],
             f"{bundle.name} {name}: {counts[name]} messages, the manifest says {stream['samples']}")
    for camera in manifest["cameras"]:
        frames, seen = frames_by_ffprobe(bundle / camera["file"])
        stream = camera["stream"]
        # A busy computer may not have had the time for a picture; then the log tells of it, and the manifest counts it.
        need(frames == camera["frames"] == counts[stream] - lost[stream] and lost[stream] == camera["notEncoded"],
             f"{bundle.name} {camera['file']}: ffprobe reads {frames} frames, the manifest says {camera['frames']} and "
             f"{camera['notEncoded']} that were not encoded, the MCAP has {counts[stream]} frame records, {lost[stream]} of them so")
        need((seen["width"], seen["height"]) == (camera["width"], camera["height"]), f"{camera['file']}: size")
    print(f"{bundle.name}: {sum(counts.values())} messages of {len(counts)} streams, "
          f"{sum(c['frames'] for c in manifest['cameras'])} pictures, as the manifest says")


def main():
    bundles = sorted(p.parent for p in pathlib.Path(sys.argv[1]).glob("episodes/*/*/*/*/episode.json"))
    need(bundles, "no bundle found")
    for bundle in bundles:
        read(bundle)
    print(f"{len(bundles)} bundles read whole")


main()
