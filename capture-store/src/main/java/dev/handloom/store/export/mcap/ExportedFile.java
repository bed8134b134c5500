package dev.handloom.store.export.mcap;

import dev.handloom.store.export.ExportRun;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.PictureMessage;
import dev.handloom.store.video.AnnexB;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Reads a file back before it is called exported: every checksum, every count, every message as it
/// was written, and that a decoder can begin at every key frame.
final class ExportedFile {
  private final Map<Integer, String> schemas = new HashMap<>();
  private final Map<Integer, McapRecord.Channel> channels = new HashMap<>();
  private final Map<String, ExportOutput.Count> topics = new HashMap<>();
  private final PictureMessage picture = new PictureMessage();
  private long messages;

  private ExportedFile() {}

  /// @throws OutputFailed where the file is not what was written
  static void check(Path file, EpisodeCopy.Written written, ExportRun.Steps steps) {
    ExportedFile seen = new ExportedFile();
    try {
      seen.read(file, steps);
      seen.hold(written);
      try (IndexedMcapReader index = IndexedMcapReader.open(file)) {
        McapRecord.Statistics counts = index.statistics();
        if (counts == null || counts.messageCount() != written.messages()) {
          throw new IOException("the index does not fit the messages");
        }
      }
    } catch (IOException e) {
      throw new OutputFailed(
          new IOException(
              "The file was not read back as it was written, and was removed ("
                  + e.getMessage()
                  + ")",
              e));
    }
  }

  private void read(Path file, ExportRun.Steps steps) throws IOException {
    try (McapReader in = McapReader.open(file)) {
      McapRecord record;
      while ((record = in.next()) != null) {
        switch (record) {
          case McapRecord.Schema schema -> schemas.put(schema.id(), schema.name());
          case McapRecord.Channel channel -> channels.putIfAbsent(channel.id(), channel);
          case McapRecord.Message message -> {
            steps.add(message.data().byteSize());
            message(message);
          }
          default -> {
            // Its checksum was right.
          }
        }
      }
    }
  }

  private void message(McapRecord.Message message) throws IOException {
    McapRecord.Channel channel = channels.get(message.channelId());
    if (channel == null) {
      throw new IOException("a message of no channel");
    }
    messages++;
    topics.computeIfAbsent(channel.topic(), _ -> new ExportOutput.Count()).add(message.data());
    if (Foxglove.VIDEO.equals(schemas.get(channel.schemaId()))) {
      picture.read(message.data());
      MemorySegment packet = picture.video();
      if (picture.keyFrame() && !AnnexB.beginsWithSets(packet)) {
        throw new IOException("a key frame of " + channel.topic() + " cannot be begun with");
      }
    }
  }

  private void hold(EpisodeCopy.Written written) throws IOException {
    if (messages != written.messages()) {
      throw new IOException(messages + " messages instead of " + written.messages());
    }
    for (Map.Entry<String, ExportOutput.Count> expected : written.topics().entrySet()) {
      ExportOutput.Count found =
          topics.computeIfAbsent(expected.getKey(), _ -> new ExportOutput.Count());
      if (!found.same(expected.getValue())) {
        throw new IOException("the messages of " + expected.getKey() + " differ");
      }
    }
  }
}
