package dev.handloom.test.interop;

import dev.handloom.store.mcap.McapRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is in an MCAP file, as a few lines that each language's reader or writer can draw up for
/// itself: every field of every record is in them or in one of their digests.
final class Account {
  private final TreeSet<String> lines = new TreeSet<>();
  private final MessageDigest messages = sha256();
  private final Map<Integer, Long> counts = new TreeMap<>();
  private long messageCount;
  private long schemas;
  private long channels;
  private long attachments;
  private long metadata;
  private long start;
  private long end;

  void add(McapRecord record) {
    switch (record) {
      case McapRecord.Header h -> lines.add("header " + h.profile());
      case McapRecord.Schema s -> {
        schemas +=
            add("schema " + s.id() + " " + s.name() + " " + s.encoding() + " " + hash(s.data()));
      }
      case McapRecord.Channel c ->
          channels +=
              add(
                  "channel "
                      + c.id()
                      + " "
                      + c.schemaId()
                      + " "
                      + c.topic()
                      + " "
                      + c.messageEncoding()
                      + entries(c.metadata()));
      case McapRecord.Attachment a -> {
        attachments++;
        lines.add(
            "attachment "
                + Long.toUnsignedString(a.logTimeNanos())
                + " "
                + Long.toUnsignedString(a.createTimeNanos())
                + " "
                + a.name()
                + " "
                + a.mediaType()
                + " "
                + hash(a.data()));
      }
      case McapRecord.Metadata m -> {
        metadata++;
        lines.add("metadata " + m.name() + entries(m.entries()));
      }
      case McapRecord.Message m -> message(m);
      default -> {
        // How the file is built, not what is in it.
      }
    }
  }

  private int add(String line) {
    return lines.add(line) ? 1 : 0;
  }

  private void message(McapRecord.Message m) {
    String fields =
        m.channelId()
            + " "
            + m.sequence()
            + " "
            + Long.toUnsignedString(m.logTimeNanos())
            + " "
            + Long.toUnsignedString(m.publishTimeNanos())
            + " "
            + m.data().byteSize()
            + "\n";
    messages.update(fields.getBytes(StandardCharsets.UTF_8));
    messages.update(m.data().asByteBuffer());
    if (messageCount == 0 || Long.compareUnsigned(m.logTimeNanos(), start) < 0) {
      start = m.logTimeNanos();
    }
    if (messageCount == 0 || Long.compareUnsigned(m.logTimeNanos(), end) > 0) {
      end = m.logTimeNanos();
    }
    messageCount++;
    counts.merge(m.channelId(), 1L, Long::sum);
  }

  /// Everything but the messages, sorted.
  String describe() {
    return String.join("\n", lines) + "\n" + statistics() + "\n";
  }

  private String statistics() {
    return "statistics "
        + List.of(messageCount, schemas, channels, attachments, metadata)
        + " "
        + Long.toUnsignedString(start)
        + " "
        + Long.toUnsignedString(end)
        + entries(counts);
  }

  static String statistics(McapRecord.Statistics s) {
    Map<Integer, Long> used = new TreeMap<>(s.channelMessageCounts());
    used.values().removeIf(count -> count == 0);
    return "statistics "
        + List.of(
            s.messageCount(),
            (long) s.schemaCount(),
            s.channelCount(),
            s.attachmentCount(),
            s.metadataCount())
        + " "
        + Long.toUnsignedString(s.startNanos())
        + " "
        + Long.toUnsignedString(s.endNanos())
        + entries(used);
  }

  /// A row of the table that the script prints.
  String row(String what, Path file) throws IOException {
    Stream<Object> cells =
        Stream.of(
            what,
            file.getFileName(),
            messageCount,
            channels,
            attachments,
            metadata,
            Files.size(file));
    return cells.map(Object::toString).collect(Collectors.joining("\t"));
  }

  /// Number and digest of the messages, in the order in which they were added. Ends the account.
  String digest(String name) {
    return name + " " + messageCount + " " + HexFormat.of().formatHex(messages.digest()) + "\n";
  }

  private static String entries(Map<?, ?> map) {
    return new TreeMap<>(map)
        .entrySet().stream()
            .map(e -> " " + e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining());
  }

  private static String hash(ByteBuffer bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes.duplicate());
    return bytes.remaining() + ":" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
