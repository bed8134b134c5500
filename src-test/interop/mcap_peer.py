"""The Python reference library on one side, our files and accounts (McapInterop.java) on the other.

mcap_peer.py write FOLDER | read FOLDER | bench DATA MESSAGE_BYTES COUNT none|lz4|zstd REPEAT FILE
    | windows FILE NANOS START...
"""

import collections
import hashlib
import os
import pathlib
import sys
import time

from mcap.reader import make_reader
from mcap.records import Attachment, Channel, ChunkIndex, Header, Message, Metadata, Schema
from mcap.stream_reader import StreamReader
from mcap.writer import CompressionType, Writer


def digest(data):
    return f"{len(data)}:{hashlib.sha256(data).hexdigest()}"


def entries(values):
    return "".join(f" {key}={values[key]}" for key in sorted(values))


class Account:
    def __init__(self):
        self.lines = set()
        self.messages = hashlib.sha256()
        self.counts = collections.Counter()
        self.number = collections.Counter()
        self.start = self.end = None

    def add(self, r):
        if isinstance(r, Message):
            self.messages.update(
                f"{r.channel_id} {r.sequence} {r.log_time} {r.publish_time} {len(r.data)}\n".encode())
            self.messages.update(r.data)
            self.counts[r.channel_id] += 1
            self.start = r.log_time if self.start is None else min(self.start, r.log_time)
            self.end = r.log_time if self.end is None else max(self.end, r.log_time)
            return
        if isinstance(r, Header):
            line = f"header {r.profile}"
        elif isinstance(r, Schema):
            line = f"schema {r.id} {r.name} {r.encoding} {digest(r.data)}"
        elif isinstance(r, Channel):
            line = f"channel {r.id} {r.schema_id} {r.topic} {r.message_encoding}{entries(r.metadata)}"
        elif isinstance(r, Attachment):
            line = f"attachment {r.log_time} {r.create_time} {r.name} {r.media_type} {digest(r.data)}"
        elif isinstance(r, Metadata):
            line = f"metadata {r.name}{entries(r.metadata)}"
        else:
            return
        if line not in self.lines or isinstance(r, (Attachment, Metadata)):
            self.number[type(r)] += 1
        self.lines.add(line)

    def describe(self):
        numbers = [sum(self.counts.values())] + [self.number[t] for t in (Schema, Channel, Attachment, Metadata)]
        return ("\n".join(sorted(self.lines)) + f"\nstatistics {numbers} {self.start or 0} {self.end or 0}"
                + entries(self.counts) + "\n")

    def digest(self, name):
        return f"{name} {sum(self.counts.values())} {self.messages.hexdigest()}\n"

    def row(self, what, path):
        print("Python " + what, path.name, sum(self.counts.values()), self.number[Channel], self.number[Attachment],
              self.number[Metadata], path.stat().st_size, sep="\t")


def statistics_line(s):
    used = {channel: count for channel, count in s.channel_message_counts.items() if count}
    numbers = [s.message_count, s.schema_count, s.channel_count, s.attachment_count, s.metadata_count]
    return f"statistics {numbers} {s.message_start_time} {s.message_end_time}{entries(used)}"


def read(path):
    expected = pathlib.Path(f"{path}.account").read_text(encoding="utf-8")
    streamed = Account()
    indexed = Account()
    with open(path, "rb") as file:
        has_index = False
        for record in StreamReader(file, validate_crcs=True).records:
            streamed.add(record)
            has_index |= isinstance(record, ChunkIndex)
    found = streamed.describe() + streamed.digest("streamed")
    if has_index:
        with open(path, "rb") as file:
            reader = make_reader(file, validate_crcs=True)
            indexed.add(reader.get_header())
            summary = reader.get_summary()
            for record in [*summary.schemas.values(), *summary.channels.values(),
                           *reader.iter_attachments(), *reader.iter_metadata()]:
                indexed.add(record)
            for _, _, message in reader.iter_messages():
                indexed.add(message)
        if indexed.describe() != streamed.describe():
            sys.exit(f"{path}\nby the index\n{indexed.describe()}streamed\n{streamed.describe()}")
        if f"\n{statistics_line(summary.statistics)}\n" not in found:
            sys.exit(f"{path}: its statistics are {statistics_line(summary.statistics)}, found was\n{found}")
        found += indexed.digest("indexed")
    if found != expected:
        sys.exit(f"{path}\nexpected\n{expected}found\n{found}")
    streamed.row("read", path)


def write(path, **options):
    account = Account()
    messages = []
    with open(path, "xb") as out:
        writer = Writer(out, chunk_size=1 << 16, enable_data_crcs=True, **options)
        writer.start(profile="interop", library="python")
        account.add(Header(profile="interop", library="python"))
        schema_data = bytes(range(256))
        schema = writer.register_schema(name="Übung", encoding="x", data=schema_data)
        account.add(Schema(id=schema, data=schema_data, encoding="x", name="Übung"))
        channels = []
        for topic, of_schema in [("/a", schema), ("/b", 0)]:
            metadata = {"b": "2", "a": "ä"}
            channel = writer.register_channel(
                schema_id=of_schema, topic=topic, message_encoding="raw", metadata=metadata)
            account.add(Channel(id=channel, topic=topic, message_encoding="raw", metadata=metadata,
                                schema_id=of_schema))
            channels.append(channel)
        attached = bytes(i * i & 0xFF for i in range(300_000))
        attachment = {"create_time": 12, "log_time": 11, "name": "a.bin",
                      "media_type": "application/octet-stream", "data": attached}
        writer.add_attachment(**attachment)
        account.add(Attachment(**attachment))
        for i in range(10_000):
            data = bytes((i * j if j % 5 == 0 else j >> 3) & 0xFF for j in range(i * 7919 % 200))
            log_time = (1 << 63) + 5 if i == 9_999 else 1_000_000 * (i ^ 1)
            message = {"channel_id": channels[i % 2], "sequence": i, "log_time": log_time,
                       "publish_time": log_time + 7, "data": data}
            writer.add_message(**message)
            messages.append(Message(**message))
        writer.add_metadata("notes", {"k": "v"})
        account.add(Metadata(name="notes", metadata={"k": "v"}))
        writer.finish()
    for message in messages:
        account.add(message)
    text = account.describe() + account.digest("streamed")
    if options.get("use_chunking", True):
        ordered = Account()
        for message in sorted(messages, key=lambda m: m.log_time):
            ordered.add(message)
        text += ordered.digest("indexed")
    pathlib.Path(f"{path}.account").write_text(text, encoding="utf-8")
    account.row("wrote", path)


def write_all(folder):
    for name in ("none", "lz4", "zstd"):
        write(folder / f"python-{name}.mcap", compression=CompressionType[name.upper()])
    write(folder / "python-unchunked.mcap", use_chunking=False)


def read_all(folder):
    paths = sorted(folder.rglob("*.mcap"))
    if not paths:
        sys.exit(f"no file to read in {folder}")
    for path in paths:
        read(path)


def bench(data_path, message_bytes, count, compression, repeat, path):
    """Prints the seconds of the fastest of three runs."""
    data = pathlib.Path(data_path).read_bytes()
    size = int(message_bytes)
    variants = 1 if repeat == "true" else len(data) // size
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        with open(path, "wb") as out:
            writer = Writer(out, chunk_size=1 << 20, compression=CompressionType[compression.upper()])
            writer.start(profile="", library="")
            channels = [writer.register_channel(schema_id=0, topic=f"stream/{i}", message_encoding="walk")
                        for i in range(1, 31)]
            for i in range(int(count)):
                at = i % variants * size
                nanos = i * 1_000_000 // 30
                writer.add_message(channel_id=channels[i % 30], sequence=i, log_time=nanos, publish_time=nanos,
                                   data=data[at:at + size])
            writer.finish()
        best = min(best, time.perf_counter() - begun)
        os.unlink(path)
    print(best)


def windows(path, nanos, *starts):
    """Prints the number of messages found and the milliseconds of each window."""
    found = 0
    times = []
    with open(path, "rb") as file:
        reader = make_reader(file)
        reader.get_summary()
        for start in map(int, starts):
            begun = time.perf_counter()
            found += sum(1 for _ in reader.iter_messages(start_time=start, end_time=start + int(nanos)))
            times.append((time.perf_counter() - begun) * 1e3)
    print(found, *times)


def main():
    command, *rest = sys.argv[1:]
    if command == "bench":
        bench(*rest)
    elif command == "windows":
        windows(*rest)
    else:
        {"write": write_all, "read": read_all}[command](pathlib.Path(rest[0]))


main()
