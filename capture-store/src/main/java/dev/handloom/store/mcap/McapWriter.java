package dev.handloom.store.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Writes one MCAP file, front to back, from one thread at a time.
///
/// Messages gather in the open chunk. [#flush] hands the chunk and its indexes to the operating
/// system, [#sync] waits until they are on the disk, [#close] adds the summary. After an
/// [IOException] the file ends where it ends: every later call throws, naming the first cause.
public final class McapWriter implements Closeable {
  private static final int LARGEST_ID = 0xFFFF;

  /// Room for the message that carries a chunk over its limit.
  private static final int CHUNK_HEADROOM_BYTES = 64 << 10;

  private final McapOutput output;
  private final McapWriterOptions options;
  private final boolean chunked;
  private final Summary summary;
  private final ChunkBuilder chunk;
  private final ChunkWriter chunkWriter;
  private final RecordBuffer scratch = new RecordBuffer(4096);
  private final CRC32 dataCrc = new CRC32();
  private long position;
  private long messageCount;
  private boolean closed;
  private @Nullable Exception failure;

  private McapWriter(McapOutput output, McapWriterOptions options) {
    this.output = output;
    this.options = options;
    chunked = options.has(McapFeature.CHUNKS);
    summary = new Summary(options);
    chunkWriter = new ChunkWriter(options);
    chunk =
        new ChunkBuilder(
            chunked ? ChunkWriter.HEAD_BYTES : 0, options.chunkLimitBytes() + CHUNK_HEADROOM_BYTES);
  }

  /// Starts a new file; one that exists is never overwritten.
  public static McapWriter create(Path file, McapWriterOptions options) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return over(McapOutput.onto(channel), options);
  }

  /// Starts a file on any output. The writer closes it, also when it cannot begin.
  public static McapWriter over(McapOutput output, McapWriterOptions options) throws IOException {
    McapWriter writer = new McapWriter(output, options);
    writer.start();
    return writer;
  }

  private void start() throws IOException {
    try {
      scratch.bytes(Opcode.magic());
      RecordEncoder.header(scratch, options.profile(), options.library());
      put(scratch.view(0, scratch.length()));
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /// Adds a schema and returns its id. The caller sees to it that each is added once.
  public int schema(String name, String encoding, byte[] data) throws IOException {
    ensureUsable();
    int id = nextId(summary.schemas().size(), "schemas");
    ByteBuffer copy = ByteBuffer.wrap(data.clone()).asReadOnlyBuffer();
    McapRecord.Schema schema = new McapRecord.Schema(id, name, encoding, copy);
    RecordEncoder.schema(chunk.records(), schema);
    summary.schema(schema);
    return id;
  }

  /// Adds a channel and returns its id. The caller sees to it that each is added once.
  ///
  /// @param schemaId 0 for none
  public int channel(
      int schemaId, String topic, String messageEncoding, Map<String, String> metadata)
      throws IOException {
    ensureUsable();
    if (schemaId != 0 && !summary.schemas().containsKey(schemaId)) {
      throw new IllegalArgumentException("No schema has the id " + schemaId);
    }
    int id = nextId(summary.channels().size(), "channels");
    McapRecord.Channel channel =
        new McapRecord.Channel(
            id,
            schemaId,
            topic,
            messageEncoding,
            Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
    RecordEncoder.channel(chunk.records(), channel);
    summary.channel(channel);
    return id;
  }

  private static int nextId(int used, String what) {
    if (used == LARGEST_ID) {
      throw new IllegalStateException("A file holds at most " + LARGEST_ID + " " + what);
    }
    return used + 1;
  }

  /// Adds a message: the first `length` bytes of `data`.
  ///
  /// @param sequence its low 32 bits are stored
  public void message(
      int channelId,
      long sequence,
      long logTimeNanos,
      long publishTimeNanos,
      MemorySegment data,
      long length)
      throws IOException {
    checkMessage(channelId);
    Objects.checkFromIndexSize(0, length, data.byteSize());
    chunk.message(channelId, sequence, logTimeNanos, publishTimeNanos, data, length);
    added();
  }

  /// Adds a message: `length` bytes of `data` from `offset`.
  public void message(
      int channelId,
      long sequence,
      long logTimeNanos,
      long publishTimeNanos,
      byte[] data,
      int offset,
      int length)
      throws IOException {
    checkMessage(channelId);
    Objects.checkFromIndexSize(offset, length, data.length);
    chunk.message(channelId, sequence, logTimeNanos, publishTimeNanos, data, offset, length);
    added();
  }

  /// Adds a message: what remains in `data`, whose position does not move.
  public void message(
      int channelId, long sequence, long logTimeNanos, long publishTimeNanos, ByteBuffer data)
      throws IOException {
    checkMessage(channelId);
    chunk.message(channelId, sequence, logTimeNanos, publishTimeNanos, data);
    added();
  }

  private void checkMessage(int channelId) throws IOException {
    ensureUsable();
    if (channelId < 1 || channelId > summary.channels().size()) {
      throw new IllegalArgumentException("No channel has the id " + channelId);
    }
  }

  private void added() throws IOException {
    messageCount++;
    if (chunk.recordBytes() >= options.chunkLimitBytes()) {
      flush();
    }
  }

  /// Adds a file within the file. It is written at once; the open chunk stays open.
  public void attachment(
      String name, String mediaType, long logTimeNanos, long createTimeNanos, ByteBuffer data)
      throws IOException {
    ensureUsable();
    flushUnchunked();
    long dataBytes = data.remaining();
    long offset = position;
    scratch.clear();
    long body = scratch.begin(Opcode.ATTACHMENT);
    scratch.u64(logTimeNanos);
    scratch.u64(createTimeNanos);
    scratch.string(name);
    scratch.string(mediaType);
    scratch.u64(dataBytes);
    CRC32 crc = new CRC32();
    if (options.has(McapFeature.CHECKSUMS)) {
      crc.update(scratch.view(body, scratch.length()));
      crc.update(data.duplicate());
    }
    scratch.u64At(body - 8, scratch.length() - body + dataBytes + 4);
    put(scratch.view(0, scratch.length()));
    put(data.duplicate());
    scratch.clear();
    scratch.u32(crc.getValue());
    put(scratch.view(0, scratch.length()));
    summary.attachment(
        new McapRecord.AttachmentIndex(
            offset, position - offset, logTimeNanos, createTimeNanos, dataBytes, name, mediaType));
  }

  /// Adds a named set of texts. It is written at once; the open chunk stays open.
  public void metadata(String name, Map<String, String> entries) throws IOException {
    ensureUsable();
    flushUnchunked();
    long offset = position;
    scratch.clear();
    long body = scratch.begin(Opcode.METADATA);
    scratch.string(name);
    scratch.map(entries);
    scratch.end(body);
    put(scratch.view(0, scratch.length()));
    summary.metadata(name, offset, position - offset);
  }

  /// Closes the open chunk and writes it with its indexes: the file can be read up to here.
  public void flush() throws IOException {
    ensureUsable();
    if (chunk.recordBytes() == 0) {
      return;
    }
    if (!chunked) {
      flushUnchunked();
      return;
    }
    RecordBuffer whole;
    try {
      whole = chunkWriter.close(chunk, position, summary);
    } catch (RuntimeException e) {
      throw failed(e);
    }
    put(whole.view(0, whole.length()));
    chunk.clear();
  }

  private void flushUnchunked() throws IOException {
    if (!chunked && chunk.recordBytes() > 0) {
      summary.messages(chunk);
      put(chunk.records().view(0, chunk.records().length()));
      chunk.clear();
    }
  }

  /// [#flush], then waits until everything is on the disk.
  public void sync() throws IOException {
    flush();
    force();
  }

  /// Bytes handed to the output so far.
  public long writtenBytes() {
    return position;
  }

  /// Bytes that gather in the open chunk: what a crash now would cost.
  public long pendingBytes() {
    return chunk.recordBytes();
  }

  /// Messages added so far, the open chunk's included.
  public long messageCount() {
    return messageCount;
  }

  /// What the summary says of the chunks written so far.
  public McapRecord.Statistics statistics() {
    return summary.statistics();
  }

  /// Writes the open chunk and the summary, waits for the disk, and closes the output. A failed
  /// writer only closes the output, and throws.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      finish();
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    closed = true;
    chunkWriter.close();
    output.close();
  }

  private void finish() throws IOException {
    flush();
    scratch.clear();
    boolean checksums = options.has(McapFeature.CHECKSUMS);
    summary.finish(scratch, position, checksums ? dataCrc.getValue() : 0);
    put(scratch.view(0, scratch.length()));
    force();
  }

  private void closeAfter(Exception first) {
    closed = true;
    chunkWriter.close();
    try {
      output.close();
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }

  private void put(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    if (options.has(McapFeature.CHECKSUMS)) {
      int start = bytes.position();
      dataCrc.update(bytes);
      bytes.position(start);
    }
    try {
      output.write(bytes, position);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
    position += count;
  }

  private void force() throws IOException {
    try {
      output.force();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  private IOException failed(Exception cause) {
    failure = cause;
    return cause instanceof IOException e ? e : new IOException("Writing failed", cause);
  }

  private void ensureUsable() throws IOException {
    if (failure != null) {
      throw new IOException("Writing stopped at an earlier failure: " + failure, failure);
    }
    if (closed) {
      throw new IOException("The file is already finished");
    }
  }
}
