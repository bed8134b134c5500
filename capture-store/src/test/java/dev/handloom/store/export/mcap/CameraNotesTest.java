package dev.handloom.store.export.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.record.TakePlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraNotesTest {
  private static final String CAMERA = "cam/picture";
  private static final String LENS =
      """
      {"format": 1, "lens": "pinhole", "width": 320, "height": 240, "camera": "cam",
       "parameters": {"fx": 301.5, "fy": 302.5, "cx": 159.25, "cy": 120.75,
                      "k1": -0.1, "k2": 0.02, "p1": 0.001, "p2": -0.002, "k3": 0.003}}\
      """;
  private static final String PLACE =
      """
      {"format": 1, "camera": "cam", "parent": "tracker/pose", "parentFromCamera":
       {"position": {"x": 0.01, "y": -0.02, "z": 0.03},
        "rotation": {"x": 0.6, "y": 0, "z": 0, "w": 0.8}}}\
      """;

  @TempDir Path folder;

  private static Enclosure enclosure(String name, String text) {
    return new Enclosure(
        name, "application/json", CAMERA, "a camera", text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, List<DynamicMessage>> exported(Enclosure... enclosures) throws Exception {
    Bundle bundle;
    try (FakeRig rig = new FakeRig(FakeRig.camera("cam", 320, 240, 30));
        Library library = Library.open(folder.resolve("library"))) {
      bundle =
          Takes.record(rig, library, TakePlan.of("a take").withEnclosures(List.of(enclosures)), 5);
    }
    Path out = Files.createDirectory(folder.resolve("out"));
    ExportResult result =
        new ExportRun(
                new McapExport(Disk.ofThisMachine(), out, McapWish.of(false, false), "test"),
                () -> false)
            .run(List.of(bundle), ExportProgress.none())
            .getFirst();
    assertEquals(ExportResult.State.EXPORTED, result.state(), result.message());
    return read(Objects.requireNonNull(result.file()));
  }

  /// Messages of the topics about cameras, by what their schemas in the file say.
  private static Map<String, List<DynamicMessage>> read(Path file) throws Exception {
    Map<Integer, Descriptor> schemas = new HashMap<>();
    Map<Integer, McapRecord.Channel> channels = new HashMap<>();
    Map<String, List<DynamicMessage>> topics = new HashMap<>();
    try (McapReader in = McapReader.open(file)) {
      McapRecord record;
      while ((record = in.next()) != null) {
        if (record instanceof McapRecord.Schema schema && schema.name().startsWith("foxglove.")) {
          byte[] bytes = new byte[schema.data().remaining()];
          schema.data().duplicate().get(bytes);
          schemas.put(schema.id(), descriptor(schema.name(), bytes));
        } else if (record instanceof McapRecord.Channel channel) {
          channels.put(channel.id(), channel);
        } else if (record instanceof McapRecord.Message message) {
          McapRecord.Channel channel = Objects.requireNonNull(channels.get(message.channelId()));
          Descriptor type = schemas.get(channel.schemaId());
          if (type != null) {
            topics
                .computeIfAbsent(channel.topic(), _ -> new ArrayList<>())
                .add(DynamicMessage.parseFrom(type, message.copyData()));
          }
        }
      }
    }
    return topics;
  }

  private static Descriptor descriptor(String name, byte[] set) throws Exception {
    Map<String, FileDescriptor> built = new HashMap<>();
    for (FileDescriptorProto file : FileDescriptorSet.parseFrom(set).getFileList()) {
      FileDescriptor[] needed =
          file.getDependencyList().stream().map(built::get).toArray(FileDescriptor[]::new);
      built.put(file.getName(), FileDescriptor.buildFrom(file, needed));
    }
    return built.values().stream()
        .map(file -> file.findMessageTypeByName(name.substring(name.indexOf('.') + 1)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static Object field(DynamicMessage message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  @Test
  void aCameraIsThereAsViewersKnowIt() throws Exception {
    Map<String, List<DynamicMessage>> topics =
        exported(
            enclosure(EnclosedCamera.lensName(CAMERA), LENS),
            enclosure(EnclosedCamera.placeName(CAMERA), PLACE));
    DynamicMessage lens = Objects.requireNonNull(topics.get(CameraNotes.topic(CAMERA))).getFirst();
    assertEquals(320, field(lens, "width"));
    assertEquals(240, field(lens, "height"));
    assertEquals("plumb_bob", field(lens, "distortion_model"));
    assertEquals(List.of(-0.1, 0.02, 0.001, -0.002, 0.003), field(lens, "D"));
    assertEquals(List.of(301.5, 0.0, 159.25, 0.0, 302.5, 120.75, 0.0, 0.0, 1.0), field(lens, "K"));
    assertEquals(12, ((List<?>) field(lens, "P")).size());
    DynamicMessage picture = Objects.requireNonNull(topics.get("/" + CAMERA)).getFirst();
    assertEquals(field(picture, "frame_id"), field(lens, "frame_id"));
    DynamicMessage place = Objects.requireNonNull(topics.get(CameraNotes.FRAMES)).getFirst();
    assertEquals("tracker/pose", field(place, "parent_frame_id"));
    assertEquals(field(picture, "frame_id"), field(place, "child_frame_id"));
    assertEquals(-0.02, field((DynamicMessage) field(place, "translation"), "y"));
    assertEquals(0.6, field((DynamicMessage) field(place, "rotation"), "x"));
    assertEquals(0.8, field((DynamicMessage) field(place, "rotation"), "w"));
  }

  @Test
  void whatCannotBeReadIsKeptAndSaysNothing() throws Exception {
    Map<String, List<DynamicMessage>> topics =
        exported(
            enclosure(EnclosedCamera.lensName(CAMERA), "{\"lens\": \"pinhole\"}"),
            enclosure(EnclosedCamera.placeName(CAMERA), "not JSON"));
    assertTrue(!topics.containsKey(CameraNotes.topic(CAMERA)), topics.keySet()::toString);
    assertTrue(!topics.containsKey(CameraNotes.FRAMES), topics.keySet()::toString);
  }
}
