"""Files by the Python reference writer, each with the account of what was put in, for our readers (McapInterop.java)."""

import hashlib
import pathlib
import sys

from mcap.writer import CompressionType, Writer


def digest(data):
    return f"{len(data)}:{hashlib.sha256(data).hexdigest()}"


def entries(values):
    return "".join(f" {key}={values[key]}" for key in sorted(values))


def messages_digest(name, messages):
    whole = hashlib.sha256()
    for channel, sequence, log_time, publish_time, data in messages:
        whole.update(f"{channel} {sequence} {log_time} {publish_time} {len(data)}\n".encode())
        whole.update(data)
    return f"{name} {len(messages)} {whole.hexdigest()}\n"


def write(path, compression):
    lines = {"header interop"}
    messages = []
    with open(path, "xb") as out:
        writer = Writer(out, chunk_size=1 << 16, compression=compression, enable_data_crcs=True)
        writer.start(profile="interop", library="python")
        schema_data = bytes(range(256))
        schema = writer.register_schema(name="Übung", encoding="x", data=schema_data)
        lines.add(f"schema {schema} Übung x {digest(schema_data)}")
        channels = []
        for topic, of_schema in [("/a", schema), ("/b", 0)]:
            metadata = {"b": "2", "a": "ä"}
            channel = writer.register_channel(
                schema_id=of_schema, topic=topic, message_encoding="raw", metadata=metadata)
            lines.add(f"channel {channel} {of_schema} {topic} raw{entries(metadata)}")
            channels.append(channel)
        attached = bytes(i * i & 0xFF for i in range(300_000))
        writer.add_attachment(create_time=12, log_time=11, name="a.bin", media_type="application/octet-stream",
                              data=attached)
        lines.add(f"attachment 11 12 a.bin application/octet-stream {digest(attached)}")
        for i in range(10_000):
            data = bytes((i * j if j % 5 == 0 else j >> 3) & 0xFF for j in range(i * 7919 % 200))
            log_time = (1 << 63) + 5 if i == 9_999 else 1_000_000 * (i ^ 1)
            message = (channels[i % 2], i, log_time, log_time + 7, data)
            writer.add_message(channel_id=message[0], sequence=i, log_time=log_time, publish_time=log_time + 7,
                               data=data)
            messages.append(message)
        writer.add_metadata("notes", {"k": "v"})
        lines.add("metadata notes k=v")
        writer.finish()
    times = [m[2] for m in messages]
    counts = "".join(f" {c}={sum(m[0] == c for m in messages)}" for c in channels)
    statistics = f"statistics [{len(messages)}, 1, 2, 1, 1] {min(times)} {max(times)}{counts}"
    pathlib.Path(f"{path}.account").write_text(
        "\n".join(sorted(lines)) + "\n" + statistics + "\n" + messages_digest("streamed", messages)
        + messages_digest("indexed", sorted(messages, key=lambda m: m[2])), encoding="utf-8")
    print(f"the Python writer wrote {path.name}")


def main():
    folder = pathlib.Path(sys.argv[1])
    write(folder / "python-none.mcap", CompressionType.NONE)
    write(folder / "python-lz4.mcap", CompressionType.LZ4)
    write(folder / "python-zstd.mcap", CompressionType.ZSTD)


main()
