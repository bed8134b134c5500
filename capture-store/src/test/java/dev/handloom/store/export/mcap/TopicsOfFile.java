package dev.handloom.store.export.mcap;

import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The topics of an exported file, each of which must be there when it is asked for.
record TopicsOfFile(Map<String, Topic> byName) {
  /// What one topic of a file holds.
  record Topic(String schema, List<McapRecord.Message> messages) {}

  Topic get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  static TopicsOfFile read(Path file) throws IOException {
    Map<Integer, String> schemas = new HashMap<>();
    Map<Integer, Topic> byId = new HashMap<>();
    Map<String, Topic> topics = new HashMap<>();
    try (McapReader in = McapReader.open(file)) {
      McapRecord record;
      while ((record = in.next()) != null) {
        switch (record) {
          case McapRecord.Schema schema -> schemas.put(schema.id(), schema.name());
          case McapRecord.Channel channel ->
              byId.computeIfAbsent(
                  channel.id(),
                  _ -> {
                    Topic topic =
                        new Topic(schemas.getOrDefault(channel.schemaId(), ""), new ArrayList<>());
                    topics.put(channel.topic(), topic);
                    return topic;
                  });
          case McapRecord.Message message ->
              Objects.requireNonNull(byId.get(message.channelId()))
                  .messages()
                  .add(
                      new McapRecord.Message(
                          message.channelId(),
                          message.sequence(),
                          message.logTimeNanos(),
                          message.publishTimeNanos(),
                          MemorySegment.ofArray(message.copyData())));
          default -> {
            // Not looked at here.
          }
        }
      }
    }
    return new TopicsOfFile(topics);
  }

  static Map<String, String> metadata(Path file, String name) throws IOException {
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      return reader.metadata(name).getFirst().entries();
    }
  }
}
