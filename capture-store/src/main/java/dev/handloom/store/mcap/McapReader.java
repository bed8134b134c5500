package dev.handloom.store.mcap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads any MCAP from front to back, record by record, chunks unpacked on the way.
///
/// What a record refers to (message data, attachment data) stays valid until the next call of
/// [#next]; texts, maps and schemas stay valid for good.
public final class McapReader implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final long sizeBytes;
  private final McapReaderOptions options;
  private final ChunkUnpacker unpacker;
  private final byte[] head = new byte[Opcode.HEAD_BYTES];
  private final CRC32 crc = new CRC32();
  private byte[] body = new byte[BUFFER_BYTES];
  private long position;
  private long recordOffset;
  private @Nullable UnpackedChunk chunk;
  private long chunkAt;
  private boolean started;
  private boolean ended;

  private McapReader(InputStream in, long sizeBytes, McapReaderOptions options) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.sizeBytes = sizeBytes;
    this.options = options;
    unpacker = new ChunkUnpacker(options);
  }

  public static McapReader open(Path file) throws IOException {
    return open(file, McapReaderOptions.strict());
  }

  public static McapReader open(Path file, McapReaderOptions options) throws IOException {
    long sizeBytes = Files.size(file);
    return new McapReader(Files.newInputStream(file), sizeBytes, options);
  }

  public static McapReader open(InputStream in, McapReaderOptions options) {
    return new McapReader(in, Long.MAX_VALUE, options);
  }

  public static McapReader open(ReadableByteChannel in, McapReaderOptions options) {
    return open(Channels.newInputStream(in), options);
  }

  /// The next record, or null after the closing magic.
  ///
  /// @throws McapException where the bytes break the format; reading cannot go on after it
  public @Nullable McapRecord next() throws IOException {
    if (ended) {
      return null;
    }
    if (!started) {
      started = true;
      magic("The file does not start as an MCAP file");
    }
    while (true) {
      UnpackedChunk open = chunk;
      if (open != null) {
        if (chunkAt < open.byteSize()) {
          long bytes = open.recordBytesAt(chunkAt);
          McapRecord record = open.recordAt(chunkAt, bytes);
          chunkAt += bytes;
          return record;
        }
        chunk = null;
      }
      McapRecord record = topLevel();
      if (record != null) {
        return record;
      }
    }
  }

  /// Where the record that [#next] returned last, or the chunk around it, starts in the file.
  public long offset() {
    return recordOffset;
  }

  /// The next record outside of chunks; null where that was a chunk, which is now open.
  private @Nullable McapRecord topLevel() throws IOException {
    recordOffset = position;
    fill(head, 0, head.length, "The file ends without a footer");
    int opcode = head[0] & 0xFF;
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(1);
    check(opcode, length);
    fillBody((int) length, opcode);
    if (opcode == Opcode.CHUNK && options.unpackChunks()) {
      count((int) length);
      chunk = unpacker.unpack(body, 0, (int) length, recordOffset);
      chunkAt = 0;
      return null;
    }
    McapRecord record =
        RecordDecoder.decode(
            opcode, MemorySegment.ofArray(body), 0, length, recordOffset, options.checkCrcs());
    if (record instanceof McapRecord.DataEnd end) {
      compare(end.dataCrc(), "DataEnd: checksum of the data section does not match");
      crc.reset();
    } else if (record instanceof McapRecord.Footer footer) {
      crc.update(head);
      crc.update(body, 0, Opcode.FOOTER_BODY_BYTES - 4);
      compare(footer.summaryCrc(), "Footer: checksum of the summary does not match");
      magic("The file does not end as an MCAP file");
      ended = true;
    } else {
      count((int) length);
    }
    return record;
  }

  private void check(int opcode, long length) throws McapException {
    boolean first = recordOffset == Opcode.MAGIC_BYTES;
    if (first != (opcode == Opcode.HEADER)) {
      throw new McapException(
          first
              ? "The first record is not a Header but a " + Opcode.name(opcode)
              : "A second Header",
          recordOffset);
    }
    if ((opcode == Opcode.DATA_END && length != Opcode.DATA_END_BODY_BYTES)
        || (opcode == Opcode.FOOTER && length != Opcode.FOOTER_BODY_BYTES)) {
      // These two never grow, so that the end of a file can be found.
      throw new McapException(
          Opcode.name(opcode) + ": of " + Long.toUnsignedString(length) + " bytes", recordOffset);
    }
    long available = Math.min(options.maxRecordBytes(), sizeBytes - position);
    if (length < 0 || length > available) {
      throw new McapException(
          Opcode.name(opcode)
              + ": claims "
              + Long.toUnsignedString(length)
              + " bytes, at most "
              + available
              + " can be there",
          recordOffset);
    }
  }

  /// Takes memory only as bytes arrive, so that a false length costs nothing.
  private void fillBody(int length, int opcode) throws IOException {
    int filled = 0;
    String problem = Opcode.name(opcode) + ": the file ends within it";
    while (filled < length) {
      if (filled == body.length) {
        body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
      }
      int count = Math.min(length, body.length) - filled;
      fill(body, filled, count, problem);
      filled += count;
    }
  }

  private void fill(byte[] target, int from, int count, String problem) throws IOException {
    int got = in.readNBytes(target, from, count);
    if (got < count) {
      throw new McapException(problem, recordOffset);
    }
    position += count;
  }

  private void magic(String problem) throws IOException {
    long at = position;
    byte[] bytes = in.readNBytes(Opcode.MAGIC_BYTES);
    if (!Arrays.equals(bytes, Opcode.magic())) {
      throw new McapException(problem, at);
    }
    position += bytes.length;
    crc.update(bytes);
  }

  private void count(int length) {
    if (options.checkCrcs()) {
      crc.update(head);
      crc.update(body, 0, length);
    }
  }

  private void compare(long expected, String problem) throws McapException {
    if (options.checkCrcs() && expected != 0 && crc.getValue() != expected) {
      throw new McapException(problem, recordOffset);
    }
  }

  @Override
  public void close() throws IOException {
    unpacker.close();
    in.close();
  }
}
