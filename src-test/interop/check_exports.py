"""Holds exported MCAP files against the bundles they were made of, with programs that are not ours.

The schemas by the package that Foxglove publishes, the messages by the Python MCAP library, the entities by Rerun's
loader, the pictures by FFmpeg's decoder.
"""

import collections
import importlib
import io
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import av
import numpy
import rerun.chunk
from bundle import stamp_of, values_of
from google.protobuf import descriptor_pb2
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

STAMP = 1000


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def published(schema):
    """The class that Foxglove publishes for a message."""
    name = schema.split(".")[-1]
    return getattr(importlib.import_module(f"foxglove_schemas_protobuf.{name}_pb2"), name)


def hold_schema(schema):
    """Every message in our descriptors has exactly the published fields, and at most one more: ours."""
    ours = descriptor_pb2.FileDescriptorSet.FromString(schema.data)
    for file in ours.file:
        if file.package != "foxglove":
            continue
        for message in file.message_type:
            theirs = descriptor_pb2.DescriptorProto()
            published(f"foxglove.{message.name}").DESCRIPTOR.CopyToProto(theirs)

            def fields(of):
                return {(f.number, f.name, f.type, f.label, f.type_name, f.proto3_optional)
                        for f in of.field if f.number != STAMP}

            need(fields(message) == fields(theirs),
                 f"{message.name} is not as published: {fields(message) ^ fields(theirs)}")
            enums = [[(v.name, v.number) for v in e.value] for e in message.enum_type]
            need(enums == [[(v.name, v.number) for v in e.value] for e in theirs.enum_type], f"{message.name}: enums")


def read(path):
    """All messages of a file by topic, its metadata and its attachments."""
    topics = collections.defaultdict(list)
    with open(path, "rb") as file:
        reader = make_reader(file, validate_crcs=True, decoder_factories=[DecoderFactory()])
        for schema, channel, message, payload in reader.iter_decoded_messages(log_time_order=False):
            topics[channel.topic].append((schema, channel, message, payload))
        metadata = {m.name: m.metadata for m in reader.iter_metadata()}
        attachments = {a.name: a for a in reader.iter_attachments()}
        schemas = reader.get_summary().schemas.values()
        need(reader.get_summary().statistics.message_count == sum(map(len, topics.values())), f"{path.name}: counts")
        return topics, metadata, attachments, list(schemas)


def nanos(timestamp):
    return timestamp.seconds * 1_000_000_000 + timestamp.nanos


def hold_signals(name, manifest, bundle, exported, cut):
    compared = collections.Counter()
    for stream in manifest["streams"]:
        topic = "/" + stream["name"]
        before = {stamp_of(p).sequence: (m, p) for _, _, m, p in bundle[topic]}
        after = exported[topic]
        if not cut:
            need(len(after) == stream["samples"], f"{name} {topic}: {len(after)} messages, not {stream['samples']}")
        need(after or stream["samples"] == 0, f"{name} {topic}: nothing was exported")
        for schema, _, message, payload in after:
            stamp = stamp_of(payload)
            then, source = before[stamp.sequence]
            was = stamp_of(source)
            for field in ("capture_nanos", "arrival_nanos", "bound_nanos", "device_ticks", "sequence"):
                need(getattr(stamp, field) == getattr(was, field), f"{name} {topic}: {field} differs")
                need(stamp.HasField(field) == was.HasField(field) if field in ("bound_nanos", "device_ticks") else True,
                     f"{name} {topic}: {field} came or went")
            need((message.log_time, message.publish_time) == (then.log_time, then.publish_time), f"{name} {topic}: times")
            need(nanos(payload.timestamp) == message.publish_time, f"{name} {topic}: timestamp is not the capture time")
            if schema.name.startswith("foxglove."):
                known = published(schema.name).FromString(message.data)
                need(nanos(known.timestamp) == message.publish_time, f"{name} {topic}: published timestamp")
                if stream["kind"] != "VIDEO":
                    need(values_of(known) == values_of(source), f"{name} {topic}: published values differ")
                compared[schema.name] += 1
            elif stream["kind"] != "VIDEO":
                need(values_of(payload) == values_of(source), f"{name} {topic}: values differ")
    return compared


def frames_of(path):
    with av.open(str(path)) as container:
        return [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]


def psnr(a, b):
    error = numpy.mean((a.astype(float) - b.astype(float)) ** 2)
    return math.inf if error == 0 else 10 * math.log10(255 ** 2 / error)


def hold_pictures(name, folder, manifest, exported):
    seen = 0
    for camera in manifest["cameras"]:
        messages = [(m, p) for _, _, m, p in exported["/" + camera["stream"]]]
        truth = frames_of(folder / camera["file"])
        if "format" not in {f.name for f in messages[0][1].DESCRIPTOR.fields}:
            sys.exit(f"FAILED: {name} {camera['stream']} has no pictures")
        if messages[0][1].format == "jpeg":
            with_pictures = [av.open(io.BytesIO(p.data), format="mjpeg") for _, p in messages]
            pictures = [next(c.decode(video=0)).to_ndarray(format="rgb24") for c in with_pictures]
        else:
            decoder = av.CodecContext.create("h264", "r")
            pictures = []
            for _, payload in messages:
                pictures += [f.to_ndarray(format="rgb24") for f in decoder.decode(av.Packet(payload.data))]
            pictures += [f.to_ndarray(format="rgb24") for f in decoder.decode(None)]
            # A viewer may join in at any key frame.
            for index, (_, payload) in enumerate(messages):
                if payload.stamp.key_frame:
                    fresh = av.CodecContext.create("h264", "r")
                    first = fresh.decode(av.Packet(payload.data)) + fresh.decode(None)
                    need(len(first) == 1, f"{name} {camera['stream']}: key frame {index} cannot be begun with")
        need(len(pictures) == len(messages), f"{name} {camera['stream']}: {len(pictures)} pictures decoded of {len(messages)}")
        for index in sorted({0, len(messages) // 2, len(messages) - 1}):
            place = messages[index][1].stamp.frame_index
            worst = psnr(pictures[index], truth[place])
            need(worst > 50, f"{name} {camera['stream']}: picture {index} differs, {worst:.1f} dB")
        seen += len(pictures)
    return seen


def hold_rerun(name, path, exported, rerun):
    """Rerun shows each topic as an entity, with all its rows, at the capture times."""
    with tempfile.TemporaryDirectory() as folder:
        rrd = pathlib.Path(folder) / "out.rrd"
        done = subprocess.run([rerun, "mcap", "convert", str(path), "-o", str(rrd), "--application-id", "handloom"],
                              capture_output=True, text=True)
        need(done.returncode == 0, f"{name}: rerun mcap convert: {done.stderr}")
        checked = subprocess.run([rerun, "mcap", "check", "--full", str(path)], capture_output=True, text=True)
        need(checked.returncode == 0, f"{name}: rerun mcap check: {checked.stdout} {checked.stderr}")
        rows, columns = collections.defaultdict(list), collections.defaultdict(set)
        for chunk in rerun_chunks(rrd):
            batch = chunk.to_record_batch()
            if "message_log_time" in batch.schema.names:
                columns[chunk.entity_path] |= set(batch.schema.names)
                time = "timestamp" if "timestamp" in batch.schema.names else "message_publish_time"
                rows[chunk.entity_path] += [t.value for t in batch.column(time)]
    wanted = {
        "foxglove.CompressedVideo": "VideoStream:sample",
        "foxglove.CompressedImage": "EncodedImage:blob",
        "foxglove.PosesInFrame": "InstancePoses3D:translations",
        "foxglove.PoseInFrame": "InstancePoses3D:translations",
        "foxglove.FrameTransform": "Transform3D:translation",
        "foxglove.JointStates": "foxglove.JointStates:message",
        "foxglove.Log": "TextLog:text",
        "foxglove.Event": "foxglove.Event:message",
        "handloom.Sample": "handloom.Sample:message",
    }
    known = collections.Counter()
    for topic, messages in exported.items():
        schema = messages[0][0].name
        times = sorted(m.publish_time for _, _, m, _ in messages)
        need(sorted(rows[topic]) == times, f"{name} {topic}: rerun has {len(rows[topic])} rows of {len(messages)}, or other times")
        if schema in wanted:
            need(wanted[schema] in columns[topic], f"{name} {topic}: rerun has {columns[topic]}, not {wanted[schema]}")
            known[schema] += len(messages)
    return known


def rerun_chunks(rrd):
    return rerun.chunk.RrdReader(str(rrd)).stream().to_chunks()


def main():
    library, out, rerun_program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    bundles = {p.parent.name: p.parent for p in library.glob("episodes/*/*/*/*/episode.json")}
    files = sorted(out.glob("*.mcap"))
    need(files and len(files) == len(bundles), f"{len(files)} files of {len(bundles)} episodes")
    need(not list(out.glob("*.part")), "a half file was left")
    seen = set()
    for path in files:
        folder = bundles[path.stem]
        manifest = json.loads((folder / "episode.json").read_text())
        source, _, _, _ = read(folder / "episode.mcap")
        exported, metadata, attachments, schemas = read(path)
        for schema in schemas:
            hold_schema(schema)
        need(attachments["episode.json"].data == (folder / "episode.json").read_bytes(), f"{path.name}: manifest")
        if (folder / "review.jsonl").exists():
            need(attachments["review.jsonl"].data == (folder / "review.jsonl").read_bytes(), f"{path.name}: review")
        cut = metadata["handloom.export"]["part_of_the_take"] == "true"
        compared = hold_signals(path.name, manifest, source, exported, cut)
        pictures = hold_pictures(path.name, folder, manifest, exported)
        known = hold_rerun(path.name, path, exported, rerun_program)
        seen |= set(known)
        print(f"{path.stem}: {sum(map(len, exported.values()))} messages, {sum(compared.values())} parsed by the published "
              f"schemas, {pictures} pictures as in the bundle, all rows in Rerun ({', '.join(sorted(known))})")
    print(f"{len(files)} exported files are right")


main()
