package dev.handloom.store.payload;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Foxglove's published messages, by the numbers of their fields, and one field of ours. Readers of
/// the published message skip what they do not know, as protobuf has it; readers of the schema in
/// the file see our times too.
public final class Foxglove {
  public static final String VIDEO = "foxglove.CompressedVideo";
  public static final String IMAGE = "foxglove.CompressedImage";
  public static final String TRANSFORM = "foxglove.FrameTransform";
  public static final String EVENT = "foxglove.Event";
  public static final String CALIBRATION = "foxglove.CameraCalibration";

  /// The field of ours. Published messages count from 1 and are far from it.
  public static final int STAMP = 1000;

  static final int TIMESTAMP = 1;
  static final int FRAME_ID = 2;
  static final int POSE = 3;
  static final int POSITION = 1;
  static final int ORIENTATION = 2;
  static final int JOINTS = 2;
  static final int JOINT_NAME = 1;
  static final int JOINT_POSITION = 2;
  static final int LOG_LEVEL = 2;
  static final int LOG_MESSAGE = 3;
  static final int LOG_NAME = 4;
  static final int VIDEO_DATA = 3;
  static final int VIDEO_FORMAT = 4;
  static final int IMAGE_DATA = 2;
  static final int IMAGE_FORMAT = 3;
  static final int IMAGE_FRAME_ID = 4;
  static final int PARENT = 2;
  static final int CHILD = 3;
  static final int TRANSLATION = 4;
  static final int ROTATION = 5;
  static final int LENS_WIDTH = 2;
  static final int LENS_HEIGHT = 3;
  static final int LENS_MODEL = 4;
  static final int LENS_DISTORTION = 5;
  static final int LENS_MATRIX = 6;
  static final int LENS_TURN = 7;
  static final int LENS_PROJECTION = 8;
  static final int LENS_FRAME_ID = 9;
  static final int EVENT_START = 1;
  static final int EVENT_END = 2;
  static final int EVENT_METADATA = 3;

  static final int LEVEL_INFO = 2;
  static final int LEVEL_WARNING = 3;
  static final int LEVEL_ERROR = 4;

  private static final String TIME = "google.protobuf.Timestamp";

  /// One field: its name, its number, and a scalar type or the name of a message.
  private record Field(
      String name,
      int number,
      FieldDescriptorProto.Type type,
      String message,
      boolean many,
      boolean optional) {
    static Field of(String name, int number, FieldDescriptorProto.Type type) {
      return new Field(name, number, type, "", false, false);
    }

    static Field of(String name, int number, String message) {
      return new Field(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE, message, false, false);
    }

    Field repeated() {
      return new Field(name, number, type, message, true, optional);
    }

    Field optional(boolean known) {
      return new Field(name, number, type, message, many, known);
    }
  }

  private static final Map<String, List<Field>> MESSAGES = new LinkedHashMap<>();

  static {
    MESSAGES.put("foxglove.Vector3", List.of(real("x", 1), real("y", 2), real("z", 3)));
    MESSAGES.put(
        "foxglove.Quaternion", List.of(real("x", 1), real("y", 2), real("z", 3), real("w", 4)));
    MESSAGES.put(
        "foxglove.Pose",
        List.of(
            Field.of("position", POSITION, "foxglove.Vector3"),
            Field.of("orientation", ORIENTATION, "foxglove.Quaternion")));
    MESSAGES.put(
        Form.POSE.schema(),
        List.of(
            time(),
            text("frame_id", FRAME_ID),
            Field.of("pose", POSE, "foxglove.Pose"),
            ours("handloom.Stamp")));
    MESSAGES.put(
        Form.HAND.schema(),
        List.of(
            time(),
            text("frame_id", FRAME_ID),
            Field.of("poses", POSE, "foxglove.Pose").repeated(),
            ours("handloom.Stamp")));
    MESSAGES.put(
        "foxglove.JointState",
        List.of(
            text("name", JOINT_NAME),
            real("position", JOINT_POSITION).optional(true),
            real("velocity", 3).optional(true),
            real("acceleration", 4).optional(true),
            real("effort", 5).optional(true)));
    MESSAGES.put(
        Form.JOINTS.schema(),
        List.of(
            time(),
            Field.of("joints", JOINTS, "foxglove.JointState").repeated(),
            ours("handloom.Stamp")));
    MESSAGES.put(
        Form.LOG.schema(),
        List.of(
            time(),
            new Field(
                "level",
                LOG_LEVEL,
                FieldDescriptorProto.Type.TYPE_ENUM,
                "foxglove.Log.Level",
                false,
                false),
            text("message", LOG_MESSAGE),
            text("name", LOG_NAME),
            text("file", 5),
            Field.of("line", 6, FieldDescriptorProto.Type.TYPE_FIXED32),
            ours(Schemas.EVENT)));
    MESSAGES.put(
        VIDEO,
        List.of(
            time(),
            text("frame_id", FRAME_ID),
            Field.of("data", VIDEO_DATA, FieldDescriptorProto.Type.TYPE_BYTES),
            text("format", VIDEO_FORMAT),
            ours(Schemas.FRAME)));
    MESSAGES.put(
        IMAGE,
        List.of(
            time(),
            Field.of("data", IMAGE_DATA, FieldDescriptorProto.Type.TYPE_BYTES),
            text("format", IMAGE_FORMAT),
            text("frame_id", IMAGE_FRAME_ID),
            ours(Schemas.FRAME)));
    MESSAGES.put(
        TRANSFORM,
        List.of(
            time(),
            text("parent_frame_id", PARENT),
            text("child_frame_id", CHILD),
            Field.of("translation", TRANSLATION, "foxglove.Vector3"),
            Field.of("rotation", ROTATION, "foxglove.Quaternion")));
    MESSAGES.put(
        CALIBRATION,
        List.of(
            time(),
            text("frame_id", LENS_FRAME_ID),
            Field.of("width", LENS_WIDTH, FieldDescriptorProto.Type.TYPE_FIXED32),
            Field.of("height", LENS_HEIGHT, FieldDescriptorProto.Type.TYPE_FIXED32),
            text("distortion_model", LENS_MODEL),
            real("D", LENS_DISTORTION).repeated(),
            real("K", LENS_MATRIX).repeated(),
            real("R", LENS_TURN).repeated(),
            real("P", LENS_PROJECTION).repeated()));
    MESSAGES.put("foxglove.KeyValuePair", List.of(text("key", 1), text("value", 2)));
    MESSAGES.put(
        EVENT,
        List.of(
            Field.of("start_time", EVENT_START, TIME),
            Field.of("end_time", EVENT_END, TIME),
            Field.of("metadata", EVENT_METADATA, "foxglove.KeyValuePair").repeated()));
  }

  private Foxglove() {}

  private static Field real(String name, int number) {
    return Field.of(name, number, FieldDescriptorProto.Type.TYPE_DOUBLE);
  }

  private static Field text(String name, int number) {
    return Field.of(name, number, FieldDescriptorProto.Type.TYPE_STRING);
  }

  private static Field time() {
    return Field.of("timestamp", TIMESTAMP, TIME);
  }

  private static Field ours(String message) {
    return Field.of("stamp", STAMP, message);
  }

  /// Adds the file of a message, behind the files that it needs.
  static void addFiles(String message, Map<String, FileDescriptorProto> files) {
    List<Field> fields = MESSAGES.get(message);
    if (fields == null) {
      throw new IllegalArgumentException("There is no schema " + message);
    }
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName(fileOf(message))
            .setPackage("foxglove")
            .setSyntax("proto3");
    Set<String> needed = new LinkedHashSet<>();
    for (Field field : fields) {
      if (field.type() == FieldDescriptorProto.Type.TYPE_MESSAGE) {
        if (MESSAGES.containsKey(field.message())) {
          addFiles(field.message(), files);
        }
        needed.add(fileOf(field.message()));
      }
    }
    file.addAllDependency(needed);
    file.addMessageType(message(message, fields));
    files.put(file.getName(), file.build());
  }

  private static String fileOf(String message) {
    return message.startsWith("google.protobuf.")
        ? "google/protobuf/timestamp.proto"
        : message.startsWith("handloom.") ? Schemas.FILE : message.replace('.', '/') + ".proto";
  }

  private static DescriptorProto message(String name, List<Field> fields) {
    DescriptorProto.Builder message =
        DescriptorProto.newBuilder().setName(name.substring(name.lastIndexOf('.') + 1));
    for (Field field : fields) {
      FieldDescriptorProto.Builder built =
          FieldDescriptorProto.newBuilder()
              .setName(field.name())
              .setNumber(field.number())
              .setType(field.type())
              .setLabel(
                  field.many()
                      ? FieldDescriptorProto.Label.LABEL_REPEATED
                      : FieldDescriptorProto.Label.LABEL_OPTIONAL);
      if (!field.message().isEmpty()) {
        built.setTypeName("." + field.message());
      }
      if (field.optional()) {
        built.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.name()));
      }
      message.addField(built);
      if (field.type() == FieldDescriptorProto.Type.TYPE_ENUM) {
        message.addEnumType(level());
      }
    }
    return message.build();
  }

  private static EnumDescriptorProto.Builder level() {
    EnumDescriptorProto.Builder level = EnumDescriptorProto.newBuilder().setName("Level");
    int number = 0;
    for (String name : List.of("UNKNOWN", "DEBUG", "INFO", "WARNING", "ERROR", "FATAL")) {
      level.addValue(EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number++));
    }
    return level;
  }
}
