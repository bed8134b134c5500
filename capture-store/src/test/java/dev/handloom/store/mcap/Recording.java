package dev.handloom.store.mcap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A small recording of two topics, whose messages are known.
final class Recording {
  /// What was given to the writer, in its order.
  final List<String> messages = new ArrayList<>();

  /// How many messages the file holds up to each flush, and its length there.
  record Flushed(int messages, long fileBytes) {}

  final List<Flushed> flushes = new ArrayList<>();
  final byte[] bytes;

  /// @param chunks of `perChunk` messages each, the last one written by `close`
  Recording(McapWriterOptions options, int chunks, int perChunk, long seed) throws IOException {
    Random random = new Random(seed);
    MemoryOutput output = new MemoryOutput();
    try (McapWriter writer = McapWriter.over(output, options)) {
      int schema = writer.schema("Walk", "jsonschema", "{}".getBytes(StandardCharsets.UTF_8));
      int left = writer.channel(schema, "left", "json", Map.of("hand", "left"));
      int right = writer.channel(0, "right", "json", Map.of());
      writer.metadata("convention", Map.of("log_time", "arrival", "publish_time", "capture"));
      writer.attachment(
          "notes.txt",
          "text/plain",
          5,
          6,
          ByteBuffer.wrap("notes".getBytes(StandardCharsets.UTF_8)));
      flushes.add(new Flushed(0, 0));
      for (int chunk = 0; chunk < chunks; chunk++) {
        for (int i = 0; i < perChunk; i++) {
          int number = messages.size();
          byte[] data = new byte[random.nextInt(40)];
          // Few values, so that chunks can shrink.
          for (int j = 0; j < data.length; j++) {
            data[j] = (byte) random.nextInt(2);
          }
          long logTime = 1000L * number + random.nextInt(3000);
          writer.message(
              number % 3 == 0 ? right : left, number, logTime, logTime - 7, data, 0, data.length);
          messages.add(
              RecordText.of(
                  new McapRecord.Message(
                      number % 3 == 0 ? right : left,
                      number,
                      logTime,
                      logTime - 7,
                      MemorySegment.ofArray(data))));
        }
        if (chunk < chunks - 1) {
          writer.flush();
          flushes.add(new Flushed(messages.size(), writer.writtenBytes()));
        }
      }
    }
    bytes = output.bytes();
  }

  static List<String> streamed(byte[] bytes) throws IOException {
    List<String> found = new ArrayList<>();
    try (McapReader reader =
        McapReader.open(new ByteArrayInputStream(bytes), McapReaderOptions.strict())) {
      McapRecord record;
      while ((record = reader.next()) != null) {
        if (record instanceof McapRecord.Message) {
          found.add(RecordText.of(record));
        }
      }
    }
    return found;
  }

  static List<String> indexed(Path file, MessageQuery query) throws IOException {
    List<String> found = new ArrayList<>();
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      MessageCursor messages = reader.messages(query);
      McapRecord.Message message;
      while ((message = messages.next()) != null) {
        found.add(RecordText.of(message));
      }
    }
    return found;
  }
}
