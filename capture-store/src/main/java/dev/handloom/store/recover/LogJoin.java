package dev.handloom.store.recover;

import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the parts of a log into one file. Each part says how many messages of the take come
/// before its first; what the parts before it have beyond that is in it again.
final class LogJoin {
  private final McapWriter out;
  private final Map<String, Integer> schemas = new HashMap<>();
  private final Map<String, Integer> channels = new HashMap<>();
  private long written;

  private LogJoin(McapWriter out) {
    this.out = out;
  }

  /// One that says nothing of its place is the first; without messages it has none.
  private static final long NO_PLACE = -1;

  /// Joins files that are whole, in order.
  ///
  /// @return how many messages of the take are in none of them, as far as is known
  static long join(List<Path> all, Path into) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Long> firsts = new ArrayList<>();
    for (Path file : all) {
      long first = first(file);
      // What was begun and has nothing yet is no reason to end the one before.
      if (first != NO_PLACE || file.equals(all.getFirst())) {
        files.add(file);
        firsts.add(Math.max(0, first));
      }
    }
    firsts.add(Long.MAX_VALUE);
    String library = "";
    try (McapReader in = McapReader.open(files.getFirst())) {
      if (in.next() instanceof McapRecord.Header header) {
        library = header.library();
      }
    }
    long missing = firsts.getFirst();
    try (McapWriter out =
        McapWriter.create(into, McapWriterOptions.recording().withLibrary(library))) {
      LogJoin join = new LogJoin(out);
      for (int i = 0; i < files.size(); i++) {
        long count = firsts.get(i + 1) - firsts.get(i);
        join.copy(files.get(i), i == 0, count);
        if (i + 1 < files.size()) {
          missing += Math.max(0, count - join.written);
        }
      }
    }
    return missing;
  }

  private static long first(Path part) throws IOException {
    long first = 0;
    try (McapReader in = McapReader.open(part)) {
      McapRecord record;
      while ((record = in.next()) != null) {
        if (record instanceof McapRecord.Message) {
          return first;
        }
        if (record instanceof McapRecord.Metadata metadata
            && metadata.name().equals(Topics.PART_METADATA)) {
          first = number(metadata.entries().get(Topics.PART_MESSAGES_BEFORE), part);
        }
      }
    }
    return NO_PLACE;
  }

  private static long number(@Nullable String text, Path part) throws IOException {
    try {
      return Long.parseLong(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new IOException("The part does not say where it belongs: " + part, e);
    }
  }

  /// Copies what stands at the head of a file, and its first so many messages: none where the next
  /// file begins with the same.
  private void copy(Path file, boolean head, long most) throws IOException {
    Map<Integer, McapRecord.Schema> fileSchemas = new HashMap<>();
    Map<Integer, Integer> ids = new HashMap<>();
    written = 0;
    try (McapReader in = McapReader.open(file)) {
      McapRecord record;
      while ((record = in.next()) != null
          && !(record instanceof McapRecord.Message && written >= most)) {
        switch (record) {
          case McapRecord.Schema schema -> fileSchemas.putIfAbsent(schema.id(), schema);
          case McapRecord.Channel channel -> {
            if (!ids.containsKey(channel.id())) {
              ids.put(channel.id(), channel(channel, fileSchemas.get(channel.schemaId())));
            }
          }
          case McapRecord.Message message -> {
            Integer id = ids.get(message.channelId());
            if (id == null) {
              throw new IOException("A message of no channel: " + file);
            }
            out.message(
                id,
                message.sequence(),
                message.logTimeNanos(),
                message.publishTimeNanos(),
                message.data(),
                message.data().byteSize());
            written++;
          }
          case McapRecord.Metadata metadata -> {
            if (head) {
              out.metadata(metadata.name(), metadata.entries());
            }
          }
          case McapRecord.Attachment one -> {
            if (head) {
              out.attachment(
                  one.name(),
                  one.mediaType(),
                  one.logTimeNanos(),
                  one.createTimeNanos(),
                  one.data());
            }
          }
          default -> {
            // Indexes and the like are made anew.
          }
        }
      }
    }
  }

  private int channel(McapRecord.Channel channel, McapRecord.@Nullable Schema schema)
      throws IOException {
    Integer known = channels.get(channel.topic());
    if (known != null) {
      return known;
    }
    int schemaId = 0;
    if (schema != null) {
      Integer same = schemas.get(schema.name());
      if (same == null) {
        byte[] bytes = new byte[schema.data().remaining()];
        schema.data().duplicate().get(bytes);
        same = out.schema(schema.name(), schema.encoding(), bytes);
        schemas.put(schema.name(), same);
      }
      schemaId = same;
    }
    int id = out.channel(schemaId, channel.topic(), channel.messageEncoding(), channel.metadata());
    channels.put(channel.topic(), id);
    return id;
  }
}
