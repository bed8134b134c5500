package dev.handloom.store.check;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plants faults in an episode's data that no checksum tells: the file is written anew, whole, and
/// the manifest gets its new checksum.
@SuppressWarnings("NullAway") // What is looked up here was put in before, or the test fails.
final class LogSurgery {
  /// What becomes of messages.
  interface Cut {
    /// The metadata of a record or a channel.
    default Map<String, String> metadata(String name, Map<String, String> entries) {
      return entries;
    }

    /// @param index counts the messages of the topic
    /// @return null for a message that is left out
    default DynamicMessage.@Nullable Builder message(
        String topic, int index, DynamicMessage.Builder message) {
      return message;
    }

    default String topic(String topic) {
      return topic;
    }
  }

  private static final int MAGIC_BYTES = 8;
  private static final int DATA_END = 0x0F;
  private static final int FOOTER = 0x02;

  private LogSurgery() {}

  static void operate(Bundle bundle, Cut cut) throws Exception {
    Path made = bundle.folder().resolve("made");
    Map<String, Descriptor> types = new HashMap<>();
    Map<Integer, Integer> schemas = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    Map<Integer, Integer> channels = new HashMap<>();
    Map<Integer, String> topics = new HashMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    try (McapReader in = McapReader.open(bundle.mcap());
        McapWriter out = McapWriter.create(made, McapWriterOptions.recording())) {
      boolean[] data = {true};
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        switch (record) {
          case McapRecord.DataEnd _ -> data[0] = false;
          case McapRecord.Schema schema when data[0] && !schemas.containsKey(schema.id()) -> {
            byte[] bytes = new byte[schema.data().remaining()];
            schema.data().duplicate().get(bytes);
            schemas.put(schema.id(), out.schema(schema.name(), schema.encoding(), bytes));
            names.put(schema.id(), schema.name());
            types.putAll(types(bytes));
          }
          case McapRecord.Channel channel when data[0] && !channels.containsKey(channel.id()) -> {
            channels.put(
                channel.id(),
                out.channel(
                    schemas.get(channel.schemaId()),
                    cut.topic(channel.topic()),
                    channel.messageEncoding(),
                    cut.metadata(channel.topic(), channel.metadata())));
            topics.put(channel.id(), channel.topic());
            counts.put(channel.id(), 0);
            names.put(-channel.id() - 1, names.get(channel.schemaId()));
          }
          case McapRecord.Metadata metadata when data[0] ->
              out.metadata(metadata.name(), cut.metadata(metadata.name(), metadata.entries()));
          case McapRecord.Message message -> {
            Descriptor descriptor =
                Objects.requireNonNull(types.get(names.get(-message.channelId() - 1)));
            DynamicMessage.Builder builder =
                DynamicMessage.newBuilder(descriptor).mergeFrom(message.copyData());
            int index = counts.merge(message.channelId(), 1, Integer::sum) - 1;
            DynamicMessage.Builder kept =
                cut.message(topics.get(message.channelId()), index, builder);
            if (kept != null) {
              out.message(
                  channels.get(message.channelId()),
                  message.sequence(),
                  message.logTimeNanos(),
                  message.publishTimeNanos(),
                  ByteBuffer.wrap(kept.build().toByteArray()));
            }
          }
          default -> {
            // The writer makes its own.
          }
        }
      }
    }
    Files.move(made, bundle.mcap(), StandardCopyOption.REPLACE_EXISTING);
    rehash(bundle);
  }

  /// The messages that a schema describes, by their full names.
  private static Map<String, Descriptor> types(byte[] schema) throws Exception {
    Map<String, FileDescriptor> files = new HashMap<>();
    Map<String, Descriptor> types = new HashMap<>();
    for (FileDescriptorProto file : FileDescriptorSet.parseFrom(schema).getFileList()) {
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
      FileDescriptor built = FileDescriptor.buildFrom(file, imports);
      files.put(file.getName(), built);
      built.getMessageTypes().forEach(type -> types.put(type.getFullName(), type));
    }
    return types;
  }

  /// Sets a field of every message of a topic from one on, up to another.
  static Cut set(String topic, int from, int to, String field, FieldEdit edit) {
    return new Cut() {
      @Override
      public DynamicMessage.Builder message(String of, int index, DynamicMessage.Builder message) {
        if (of.equals(topic) && index >= from && index < to) {
          FieldDescriptor which = message.getDescriptorForType().findFieldByName(field);
          if (which.isRepeated()) {
            message.setRepeatedField(which, 0, edit.of(message.getRepeatedField(which, 0)));
          } else {
            message.setField(which, edit.of(message.getField(which)));
          }
        }
        return message;
      }
    };
  }

  /// A new value for an old one.
  interface FieldEdit {
    Object of(Object before);
  }

  /// Gives the manifest the checksums of the files as they are. Changes a byte of the first record
  /// of that opcode, and takes away the checksums that would tell.
  static void lie(Bundle bundle, int opcode, int byteOfBody) throws Exception {
    byte[] bytes = Files.readAllBytes(bundle.mcap());
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean told = false;
    int at = MAGIC_BYTES;
    while (at < bytes.length - MAGIC_BYTES) {
      int found = bytes[at];
      int body = at + 1 + 8;
      at = Math.toIntExact(body + file.getLong(at + 1));
      if (found == opcode && !told) {
        bytes[body + byteOfBody] ^= 1;
        told = true;
      }
      if (found == DATA_END || found == FOOTER) {
        // The last field of both.
        file.putInt(at - 4, 0);
      }
    }
    if (!told) {
      throw new IllegalStateException("No record of opcode " + opcode);
    }
    Files.write(bundle.mcap(), bytes);
    rehash(bundle);
  }

  static void rehash(Bundle bundle) throws Exception {
    Manifest before = ManifestFile.read(bundle);
    List<Manifest.FileEntry> files = new ArrayList<>();
    for (Manifest.FileEntry entry : before.files()) {
      files.add(FileHash.entry(bundle.folder().resolve(entry.name())));
    }
    ManifestFile.write(
        bundle,
        new Manifest(
            before.schema(),
            before.id(),
            before.task(),
            before.person(),
            before.rig(),
            before.state(),
            before.ended(),
            before.times(),
            before.streams(),
            before.cameras(),
            before.sync(),
            before.events(),
            before.notes(),
            files,
            before.software()));
  }
}
