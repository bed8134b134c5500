package dev.handloom.store.export.mcap;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapReaderOptions;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.PayloadWriter;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The file that is written, and what it must hold when it is read back. Every failure is an
/// [OutputFailed], so that the episode is not blamed.
final class ExportOutput implements Closeable {
  private final McapWriter out;
  private final LogSchemas schemas;
  private final StudioClock.Anchor anchor;
  private final List<Count> counts = new ArrayList<>();
  private final Map<String, Count> topics = new LinkedHashMap<>();
  private boolean finished;

  /// How many messages a topic has, and the checksum of all of them.
  static final class Count {
    private final CRC32 crc = new CRC32();
    private long messages;

    void add(MemorySegment message) {
      crc.update(message.asByteBuffer());
      messages++;
    }

    long messages() {
      return messages;
    }

    boolean same(Count other) {
      return messages == other.messages && crc.getValue() == other.crc.getValue();
    }
  }

  ExportOutput(DiskFile file, StudioClock.Anchor anchor, String software) {
    this.anchor = anchor;
    try {
      out = McapWriter.over(new Adapter(file), McapWriterOptions.recording().withLibrary(software));
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
    schemas = new LogSchemas(out);
  }

  int channel(String schema, String topic, Map<String, String> metadata) {
    try {
      int channel = schemas.channel(schema, topic, metadata);
      while (counts.size() <= channel) {
        counts.add(new Count());
      }
      topics.put(topic, counts.get(channel));
      return channel;
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  void metadata(String name, Map<String, String> entries) {
    try {
      out.metadata(name, entries);
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  /// The files of the bundle that are not streams, and where all of it came from.
  void attachBeside(ExportSource source) throws IOException {
    Map<String, String> from = new LinkedHashMap<>();
    from.put("episode", source.manifest().id());
    from.put(ExportSource.SHA256, source.sha256());
    from.put("recorded_by", source.manifest().software());
    from.put("from_seconds", seconds(source, source.stretch().fromNanos()));
    from.put("to_seconds", seconds(source, source.stretch().toNanos()));
    from.put("part_of_the_take", Boolean.toString(source.stretch().cut()));
    from.put(
        "pictures",
        "as they were packed when recorded; of a part, from the key frame before it on");
    if (source.nameless()) {
      from.put("names", "of persons, rigs and machines are left out");
    }
    metadata(ExportSource.METADATA, from);
    if (source.nameless()) {
      return;
    }
    long start = source.manifest().times().startNanos();
    attach(source.bundle().manifest(), "application/json", start);
    if (Files.exists(source.bundle().review())) {
      attach(source.bundle().review(), "application/jsonl", start);
    }
  }

  private static String seconds(ExportSource source, long studioNanos) {
    return Double.toString((studioNanos - source.manifest().times().startNanos()) / 1e9);
  }

  private void attach(Path file, String type, long studioNanos) throws IOException {
    attach(file, type, studioNanos, ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /// A whole video, as it is.
  void attachVideo(Path file, long studioNanos) throws IOException {
    if (Files.size(file) > McapReaderOptions.DEFAULT_MAX_RECORD_BYTES) {
      throw new IOException(
          "This video is packed in a way that viewers of MCAP do not know, and too large to be"
              + " attached: "
              + file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all of it is there.
      }
      attach(file, "video/mp4", studioNanos, bytes.flip());
    }
  }

  private void attach(Path file, String type, long studioNanos, ByteBuffer bytes) {
    long time = anchor.toUnixNanos(studioNanos);
    try {
      out.attachment(String.valueOf(file.getFileName()), type, time, time, bytes);
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  /// What belongs to the episode beside its samples.
  void enclosure(Enclosure one) {
    long time = anchor.toUnixNanos(anchor.studioNanos());
    try {
      out.attachment(one.name(), one.mediaType(), time, time, ByteBuffer.wrap(one.bytes()));
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  /// A message of no device, numbered as they come.
  void message(int channel, long arrival, long capture, PayloadWriter payload) {
    message(channel, counts.get(channel).messages(), arrival, capture, payload);
  }

  void message(int channel, long sequence, long arrival, long capture, PayloadWriter payload) {
    message(
        channel,
        sequence,
        arrival,
        capture,
        MemorySegment.ofArray(payload.bytes()).asSlice(0, payload.length()));
  }

  void message(int channel, long sequence, long arrival, long capture, MemorySegment message) {
    try {
      out.message(
          channel,
          sequence,
          anchor.toUnixNanos(arrival),
          anchor.toUnixNanos(capture),
          message,
          message.byteSize());
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
    counts.get(channel).add(message);
  }

  /// Ends the file: it is on the disk.
  EpisodeCopy.Written finish(boolean keypoints) {
    finished = true;
    try {
      out.close();
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
    return new EpisodeCopy.Written(out.messageCount(), topics, keypoints);
  }

  @Override
  public void close() {
    if (!finished) {
      try {
        // The file is thrown away; what matters is that it is closed.
        out.close();
      } catch (IOException e) {
        // There is an earlier failure, which is told.
      }
    }
  }

  /// The MCAP library knows nothing of our disk.
  private record Adapter(DiskFile file) implements McapOutput {
    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      file.write(source, offset);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
