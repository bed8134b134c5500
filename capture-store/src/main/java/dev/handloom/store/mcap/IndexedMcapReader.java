package dev.handloom.store.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a finished MCAP by its summary: messages in the order of their log time, any window of
/// time, any topics, only the chunks that are needed.
///
/// For one thread at a time. Everything handed out stays valid after the reader is closed.
public final class IndexedMcapReader implements Closeable {
  /// Unpacked chunks kept, so that stepping to and fro does not unpack them again.
  private static final long CACHE_BYTES = 32L << 20;

  private final McapFile file;
  private final McapReaderOptions options;
  private final ChunkUnpacker unpacker;
  private final SummaryReader summary;
  private final McapRecord.Header header;
  private final Map<Long, UnpackedChunk> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cachedBytes;

  private IndexedMcapReader(McapFile file, McapReaderOptions options) throws IOException {
    this.file = file;
    this.options = options;
    unpacker = new ChunkUnpacker(options);
    summary = new SummaryReader(file, options);
    header = readHeader();
    McapRecord.Statistics counts = summary.statistics;
    if (summary.chunkIndexes.isEmpty() && (counts == null || counts.messageCount() != 0)) {
      throw new McapException(
          "The summary has no chunk index, so the file can only be streamed", file.size());
    }
  }

  public static IndexedMcapReader open(Path path) throws IOException {
    return open(path, McapReaderOptions.strict());
  }

  /// @throws McapException if the file is damaged, unfinished or has no index: then it can be
  ///   streamed with [McapReader] or mended with [McapRecovery]
  public static IndexedMcapReader open(Path path, McapReaderOptions options) throws IOException {
    McapFile file = new McapFile(path, options.maxRecordBytes());
    try {
      return new IndexedMcapReader(file, options);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private McapRecord.Header readHeader() throws IOException {
    byte[] head = file.read(Opcode.MAGIC_BYTES, Opcode.HEAD_BYTES, "Header");
    long length = MemorySegment.ofArray(head).get(LittleEndian.U64, 1) + Opcode.HEAD_BYTES;
    return (McapRecord.Header) file.decode(Opcode.HEADER, Opcode.MAGIC_BYTES, length, true);
  }

  public McapRecord.Header header() {
    return header;
  }

  /// By id.
  public Map<Integer, McapRecord.Schema> schemas() {
    return Collections.unmodifiableMap(summary.schemas);
  }

  /// By id.
  public Map<Integer, McapRecord.Channel> channels() {
    return Collections.unmodifiableMap(summary.channels);
  }

  /// The channel of any message that this reader hands out.
  public McapRecord.Channel channel(int id) {
    McapRecord.Channel channel = summary.channels.get(id);
    if (channel == null) {
      throw new IllegalArgumentException("No channel has the id " + id);
    }
    return channel;
  }

  /// The schema of a channel; null for a channel that has none, or whose writer did not repeat it.
  public McapRecord.@Nullable Schema schema(McapRecord.Channel channel) {
    return summary.schemas.get(channel.schemaId());
  }

  /// Null where the writer left it out.
  public McapRecord.@Nullable Statistics statistics() {
    return summary.statistics;
  }

  public List<McapRecord.ChunkIndex> chunkIndexes() {
    return Collections.unmodifiableList(summary.chunkIndexes);
  }

  public List<McapRecord.AttachmentIndex> attachmentIndexes() {
    return Collections.unmodifiableList(summary.attachmentIndexes);
  }

  public List<McapRecord.MetadataIndex> metadataIndexes() {
    return Collections.unmodifiableList(summary.metadataIndexes);
  }

  public McapRecord.Attachment attachment(McapRecord.AttachmentIndex index) throws IOException {
    return (McapRecord.Attachment)
        file.decode(Opcode.ATTACHMENT, index.offset(), index.length(), options.checkCrcs());
  }

  public McapRecord.Metadata metadata(McapRecord.MetadataIndex index) throws IOException {
    return (McapRecord.Metadata)
        file.decode(Opcode.METADATA, index.offset(), index.length(), options.checkCrcs());
  }

  /// Every metadata record of that name, in the order of the file.
  public List<McapRecord.Metadata> metadata(String name) throws IOException {
    List<McapRecord.Metadata> found = new ArrayList<>();
    for (McapRecord.MetadataIndex index : summary.metadataIndexes) {
      if (index.name().equals(name)) {
        found.add(metadata(index));
      }
    }
    return found;
  }

  /// The messages that `query` wants. Messages of the same log time come in the order of the file.
  public MessageCursor messages(MessageQuery query) {
    return new MessageCursor(this, query);
  }

  /// The last message of `topic` whose log time is not after `logTimeNanos`, if there is one.
  public McapRecord.@Nullable Message latest(String topic, long logTimeNanos) throws IOException {
    long until = logTimeNanos == MessageQuery.NO_END ? MessageQuery.NO_END : logTimeNanos + 1;
    return messages(MessageQuery.all().topics(topic).between(0, until).backwards()).next();
  }

  UnpackedChunk chunk(McapRecord.ChunkIndex index) throws IOException {
    UnpackedChunk cached = cache.get(index.chunkOffset());
    if (cached != null) {
      return cached;
    }
    byte[] bytes = file.record(Opcode.CHUNK, index.chunkOffset(), index.chunkBytes());
    UnpackedChunk chunk =
        unpacker.unpack(
            bytes, Opcode.HEAD_BYTES, bytes.length - Opcode.HEAD_BYTES, index.chunkOffset());
    cache.put(index.chunkOffset(), chunk);
    cachedBytes += chunk.byteSize();
    Iterator<UnpackedChunk> eldest = cache.values().iterator();
    while (cachedBytes > CACHE_BYTES && cache.size() > 1) {
      cachedBytes -= eldest.next().byteSize();
      eldest.remove();
    }
    return chunk;
  }

  /// The message indexes of a chunk, which stand right after it.
  byte[] messageIndexes(McapRecord.ChunkIndex index) throws IOException {
    return file.read(
        index.chunkOffset() + index.chunkBytes(), index.messageIndexBytes(), "MessageIndex");
  }

  @Override
  public void close() throws IOException {
    unpacker.close();
    file.close();
  }
}
