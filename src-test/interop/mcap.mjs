// The official TypeScript library on one side, our files and accounts (McapInterop.java) on the other.
// node mcap.mjs write FOLDER | read FOLDER | bench DATA MESSAGE_BYTES COUNT none|zstd REPEAT FILE
//   | windows FILE NANOS START…
import { createHash } from "node:crypto";
import { open, readFile, readdir, stat, unlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { McapIndexedReader, McapStreamReader, McapWriter } from "@mcap/core";
import { loadDecompressHandlers } from "@mcap/support";

const zstd = createRequire(import.meta.url)("@foxglove/wasm-zstd");
await zstd.isLoaded;
const decompressHandlers = await loadDecompressHandlers();
const hash = (bytes) => `${bytes.length}:${createHash("sha256").update(bytes).digest("hex")}`;
const entries = (map) =>
  [...map].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([key, value]) => ` ${key}=${value}`).join("");

class Account {
  lines = new Set();
  messages = createHash("sha256");
  counts = new Map();
  counted = { messages: 0, Schema: 0, Channel: 0, Attachment: 0, Metadata: 0 };
  start = undefined;
  end = undefined;

  add(type, r) {
    if (type === "Message") {
      this.messages.update(`${r.channelId} ${r.sequence} ${r.logTime} ${r.publishTime} ${r.data.length}\n`);
      this.messages.update(r.data);
      if (this.start == undefined || r.logTime < this.start) this.start = r.logTime;
      if (this.end == undefined || r.logTime > this.end) this.end = r.logTime;
      this.counted.messages++;
      this.counts.set(r.channelId, (this.counts.get(r.channelId) ?? 0) + 1);
      return;
    }
    const line = {
      Header: () => `header ${r.profile}`,
      Schema: () => `schema ${r.id} ${r.name} ${r.encoding} ${hash(r.data)}`,
      Channel: () => `channel ${r.id} ${r.schemaId} ${r.topic} ${r.messageEncoding}${entries(r.metadata)}`,
      Attachment: () => `attachment ${r.logTime} ${r.createTime} ${r.name} ${r.mediaType} ${hash(r.data)}`,
      Metadata: () => `metadata ${r.name}${entries(r.metadata)}`,
    }[type]?.();
    if (line == undefined) return;
    const repeated = this.lines.has(line);
    this.lines.add(line);
    if (type in this.counted && !(repeated && (type === "Schema" || type === "Channel"))) this.counted[type]++;
  }

  describe() {
    const { messages, Schema, Channel, Attachment, Metadata } = this.counted;
    const counts = entries([...this.counts].sort((a, b) => a[0] - b[0]));
    return `${[...this.lines].sort().join("\n")}\nstatistics [${messages}, ${Schema}, ${Channel}, ${Attachment}, ${Metadata}] ${
      this.start ?? 0n} ${this.end ?? 0n}${counts}\n`;
  }

  row(what, path, bytes) {
    const { messages, Channel, Attachment, Metadata } = this.counted;
    return ["TS " + what, basename(path), messages, Channel, Attachment, Metadata, bytes].join("\t");
  }

  digest(name) {
    return `${name} ${this.counted.messages} ${this.messages.digest("hex")}\n`;
  }
}

function statisticsLine(s) {
  const counts = [...s.channelMessageCounts].filter(([, count]) => count > 0n);
  return `statistics [${s.messageCount}, ${s.schemaCount}, ${s.channelCount}, ${s.attachmentCount}, ${s.metadataCount}] ${
    s.messageStartTime} ${s.messageEndTime}${entries(counts)}`;
}

async function readOne(path) {
  const expected = await readFile(`${path}.account`, "utf8");
  const bytes = await readFile(path);

  const streamed = new Account();
  const stream = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  // In pieces, as a network would bring them.
  for (let at = 0; at < bytes.length; at += 100_003) {
    stream.append(bytes.subarray(at, at + 100_003));
    for (let record; (record = stream.nextRecord()) != undefined; ) streamed.add(record.type, record);
  }
  if (!stream.done()) throw new Error(`${path}: the stream reader is not done at the end`);
  let found = streamed.describe() + streamed.digest("streamed");

  if (/^indexed /m.test(expected)) {
    const readable = {
      size: async () => BigInt(bytes.length),
      read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
    };
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
    const indexed = new Account();
    indexed.add("Header", reader.header);
    for (const schema of reader.schemasById.values()) indexed.add("Schema", schema);
    for (const channel of reader.channelsById.values()) indexed.add("Channel", channel);
    for await (const attachment of reader.readAttachments({ validateCrcs: true })) indexed.add("Attachment", attachment);
    for await (const metadata of reader.readMetadata()) indexed.add("Metadata", metadata);
    for await (const message of reader.readMessages({ validateCrcs: true })) indexed.add("Message", message);
    if (indexed.describe() !== streamed.describe()) {
      throw new Error(`${path}\nby the index\n${indexed.describe()}streamed\n${streamed.describe()}`);
    }
    if (!found.includes(`\n${statisticsLine(reader.statistics)}\n`)) {
      throw new Error(`${path}: its statistics are ${statisticsLine(reader.statistics)}, found was\n${found}`);
    }
    found += indexed.digest("indexed");
  }
  if (found !== expected) throw new Error(`${path}\nexpected\n${expected}found\n${found}`);
  console.log(streamed.row("read", path, bytes.length));
}

async function readAll(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".mcap")).sort();
  if (names.length === 0) throw new Error(`no file to read in ${folder}`);
  for (const name of names) await readOne(join(folder, name));
}

class Output {
  #size = 0n;
  constructor(handle) {
    this.handle = handle;
  }
  position() {
    return this.#size;
  }
  async write(bytes) {
    for (let at = 0; at < bytes.length; ) at += (await this.handle.write(bytes, at)).bytesWritten;
    this.#size += BigInt(bytes.length);
  }
}

const compressors = {
  none: undefined,
  zstd: (level) => (data) => ({ compression: "zstd", compressedData: zstd.compress(data, level) }),
};

async function writeOne(path, options) {
  const handle = await open(path, "wx");
  const writer = new McapWriter({ writable: new Output(handle), chunkSize: 1 << 16, ...options });
  const account = new Account();
  const header = { profile: "interop", library: "typescript" };
  await writer.start(header);
  account.add("Header", header);
  const channels = [];
  const schema = { name: "Übung", encoding: "x", data: Uint8Array.from({ length: 256 }, (_, i) => i) };
  const schemaId = await writer.registerSchema(schema);
  account.add("Schema", { id: schemaId, ...schema });
  for (const [topic, ofSchema] of [["/a", schemaId], ["/b", 0]]) {
    const metadata = new Map([["b", "2"], ["a", "ä"]]);
    const channel = { schemaId: ofSchema, topic, messageEncoding: "raw", metadata };
    const id = await writer.registerChannel(channel);
    account.add("Channel", { id, ...channel });
    channels.push(id);
  }
  const attachment = {
    name: "a.bin", mediaType: "application/octet-stream", logTime: 11n, createTime: (1n << 64n) - 1n,
    data: Uint8Array.from({ length: 300_000 }, (_, i) => i * i),
  };
  await writer.addAttachment(attachment);
  account.add("Attachment", attachment);
  const messages = [];
  for (let i = 0; i < 10_000; i++) {
    const data = Uint8Array.from({ length: (i * 7919) % 700 }, (_, j) => (j % 5 === 0 ? i * j : j >> 3));
    const logTime = i === 9_999 ? (1n << 63n) + 5n : 1_000_000n * BigInt(i ^ 1);
    const message = { channelId: channels[i % 2], sequence: i, logTime, publishTime: logTime + 7n, data };
    await writer.addMessage(message);
    messages.push(message);
  }
  // Without chunks this writer (2.2.2) indexes metadata at a wrong place; our verifier says so and refuses the file.
  if (options.useChunks !== false) {
    const metadata = { name: "notes", metadata: new Map([["k", "v"]]) };
    await writer.addMetadata(metadata);
    account.add("Metadata", metadata);
  }
  await writer.end();
  await handle.close();
  for (const message of messages) account.add("Message", message);
  let text = account.describe() + account.digest("streamed");
  if (options.useChunks !== false) {
    const ordered = new Account();
    messages.sort((a, b) => (a.logTime < b.logTime ? -1 : 1));
    for (const message of messages) ordered.add("Message", message);
    text += ordered.digest("indexed");
  }
  await writeFile(`${path}.account`, text);
  console.log(account.row("wrote", path, (await stat(path)).size));
}

async function writeAll(folder) {
  await writeOne(join(folder, "typescript-none.mcap"), {});
  await writeOne(join(folder, "typescript-zstd.mcap"), { compressChunk: compressors.zstd(3) });
  await writeOne(join(folder, "typescript-unchunked.mcap"), { useChunks: false });
}

/** Prints the seconds of the fastest of three runs. */
async function bench(dataPath, messageBytes, count, compression, repeat, path) {
  const data = await readFile(dataPath);
  const size = Number(messageBytes);
  const variants = repeat === "true" ? 1 : data.length / size;
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const handle = await open(path, "w");
    const begun = process.hrtime.bigint();
    const writer = new McapWriter({
      writable: new Output(handle),
      chunkSize: 1 << 20,
      compressChunk: compressors[compression]?.(-5),
    });
    await writer.start({ profile: "", library: "" });
    const channels = [];
    for (let i = 1; i <= 30; i++) {
      channels.push(await writer.registerChannel({
        schemaId: 0, topic: `stream/${i}`, messageEncoding: "walk", metadata: new Map() }));
    }
    for (let i = 0; i < Number(count); i++) {
      const from = (i % variants) * size;
      const nanos = (BigInt(i) * 1_000_000n) / 30n;
      await writer.addMessage({
        channelId: channels[i % 30], sequence: i, logTime: nanos, publishTime: nanos,
        data: data.subarray(from, from + size) });
    }
    await writer.end();
    await handle.close();
    best = Math.min(best, Number(process.hrtime.bigint() - begun) / 1e9);
    await unlink(path);
  }
  console.log(best);
}

/** Prints the number of messages found and the milliseconds of each window; a few more come first, to warm up. */
async function windows(path, nanos, ...starts) {
  const handle = await open(path);
  const readable = {
    size: async () => BigInt((await handle.stat()).size),
    read: async (offset, size) => {
      const bytes = new Uint8Array(Number(size));
      await handle.read(bytes, 0, bytes.length, Number(offset));
      return bytes;
    },
  };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  const times = [];
  let found = 0;
  for (const start of [...starts, ...starts]) {
    if (times.length === starts.length) found = 0;
    const begun = process.hrtime.bigint();
    const range = { startTime: BigInt(start), endTime: BigInt(start) + BigInt(nanos) - 1n };
    for await (const message of reader.readMessages(range)) found += message.channelId > 0 ? 1 : 0;
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
  await handle.close();
  console.log(found, ...times.slice(starts.length));
}

const [command, ...rest] = process.argv.slice(2);
await { read: readAll, write: writeAll, bench, windows }[command](...rest);
