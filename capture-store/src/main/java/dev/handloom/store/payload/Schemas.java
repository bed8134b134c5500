package dev.handloom.store.payload;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.TimestampProto;
import java.util.LinkedHashMap;
import java.util.Map;

/// The schemas that stand in every episode, as the protobuf compiler would write them. The numbers
/// here are the file format: a field is added at the end and never changed.
public final class Schemas {
  public static final String SAMPLE = "handloom.Sample";
  public static final String FRAME = "handloom.Frame";
  public static final String EVENT = "handloom.Event";
  public static final String CLOCK = "handloom.Clock";
  public static final String ANCHOR = "handloom.Anchor";

  static final int TIMESTAMP = 1;
  static final int CAPTURE = 2;
  static final int BOUND = 3;
  static final int ARRIVAL = 4;
  static final int TICKS = 5;
  static final int SEQUENCE = 6;
  static final int VALUES = 7;
  static final int VIDEO_PTS = 8;
  static final int FRAME_INDEX = 9;
  static final int KEY_FRAME = 10;
  static final int PACKET_BYTES = 11;
  static final int PACKET_CRC = 12;
  static final int BYTE_OFFSET = 13;
  static final int NOT_ENCODED = 14;
  static final int STAMP_SOURCE = 15;

  static final int STUDIO = 2;
  static final int EVENT_KIND = 3;
  static final int EVENT_SUBJECT = 4;
  static final int EVENT_COUNT = 5;
  static final int EVENT_TEXT = 6;
  static final int EVENT_UNTIL = 7;

  static final int CLOCK_DEVICE = 3;
  static final int CLOCK_STATE = 4;
  static final int CLOCK_METHOD = 5;
  static final int CLOCK_OFFSET = 6;
  static final int CLOCK_DRIFT = 7;
  static final int CLOCK_BOUND = 8;
  static final int CLOCK_SAMPLES = 9;
  static final int CLOCK_JUMPS = 10;
  static final int CLOCK_PATH = 11;
  static final int CLOCK_PATH_DOUBT = 12;
  static final int CLOCK_PATH_ORIGIN = 13;

  static final int ANCHOR_UNIX = 3;
  static final int ANCHOR_UNCERTAINTY = 4;

  static final String FILE = "handloom.proto";

  private static final FileDescriptorProto TIME = TimestampProto.getDescriptor().toProto();
  private static final FileDescriptorProto OWN = own();

  private Schemas() {}

  /// A schema and what it imports, as the MCAP registry wants it: a serialised `FileDescriptorSet`.
  ///
  /// @param schema the full name of one of our messages, or of one of [Foxglove]'s
  public static byte[] descriptorSet(String schema) {
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    files.put(TIME.getName(), TIME);
    files.put(FILE, OWN);
    if (!schema.startsWith("handloom.")) {
      Foxglove.addFiles(schema, files);
    }
    return FileDescriptorSet.newBuilder().addAllFile(files.values()).build().toByteArray();
  }

  private static FileDescriptorProto own() {
    return FileDescriptorProto.newBuilder()
        .setName(FILE)
        .setPackage("handloom")
        .setSyntax("proto3")
        .addDependency(TIME.getName())
        .addMessageType(measured("Sample"))
        .addMessageType(frame())
        .addMessageType(event())
        .addMessageType(clock())
        .addMessageType(anchor())
        .addMessageType(stamp())
        .build();
  }

  /// The times of a sample whose numbers stand in a published message; numbered as in `Sample`.
  private static DescriptorProto.Builder stamp() {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Stamp");
    times(message);
    return message;
  }

  private static DescriptorProto.Builder measured(String name) {
    DescriptorProto.Builder message = begin(name);
    times(message);
    message.addField(
        field("values", VALUES, FieldDescriptorProto.Type.TYPE_DOUBLE)
            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED));
    return message;
  }

  private static void times(DescriptorProto.Builder message) {
    add(message, "capture_nanos", CAPTURE, FieldDescriptorProto.Type.TYPE_SFIXED64);
    optional(message, "bound_nanos", BOUND, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "arrival_nanos", ARRIVAL, FieldDescriptorProto.Type.TYPE_SFIXED64);
    optional(message, "device_ticks", TICKS, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "sequence", SEQUENCE, FieldDescriptorProto.Type.TYPE_INT64);
  }

  private static DescriptorProto.Builder frame() {
    DescriptorProto.Builder message = measured("Frame");
    add(message, "video_pts_micros", VIDEO_PTS, FieldDescriptorProto.Type.TYPE_INT64);
    add(message, "frame_index", FRAME_INDEX, FieldDescriptorProto.Type.TYPE_INT64);
    add(message, "key_frame", KEY_FRAME, FieldDescriptorProto.Type.TYPE_BOOL);
    add(message, "packet_bytes", PACKET_BYTES, FieldDescriptorProto.Type.TYPE_UINT32);
    add(message, "packet_crc32", PACKET_CRC, FieldDescriptorProto.Type.TYPE_FIXED32);
    optional(message, "byte_offset", BYTE_OFFSET, FieldDescriptorProto.Type.TYPE_INT64);
    add(message, "not_encoded", NOT_ENCODED, FieldDescriptorProto.Type.TYPE_BOOL);
    add(message, "stamp_source", STAMP_SOURCE, FieldDescriptorProto.Type.TYPE_STRING);
    return message;
  }

  private static DescriptorProto.Builder event() {
    DescriptorProto.Builder message = begin("Event");
    add(message, "studio_nanos", STUDIO, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "kind", EVENT_KIND, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "subject", EVENT_SUBJECT, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "count", EVENT_COUNT, FieldDescriptorProto.Type.TYPE_INT64);
    add(message, "text", EVENT_TEXT, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "until_nanos", EVENT_UNTIL, FieldDescriptorProto.Type.TYPE_SFIXED64);
    return message;
  }

  private static DescriptorProto.Builder clock() {
    DescriptorProto.Builder message = begin("Clock");
    add(message, "studio_nanos", STUDIO, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "device", CLOCK_DEVICE, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "state", CLOCK_STATE, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "method", CLOCK_METHOD, FieldDescriptorProto.Type.TYPE_STRING);
    add(message, "offset_nanos", CLOCK_OFFSET, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "drift_ppm", CLOCK_DRIFT, FieldDescriptorProto.Type.TYPE_DOUBLE);
    optional(message, "bound_nanos", CLOCK_BOUND, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "samples", CLOCK_SAMPLES, FieldDescriptorProto.Type.TYPE_INT64);
    add(message, "jumps", CLOCK_JUMPS, FieldDescriptorProto.Type.TYPE_INT64);
    optional(message, "path_nanos", CLOCK_PATH, FieldDescriptorProto.Type.TYPE_SFIXED64);
    optional(
        message, "path_doubt_nanos", CLOCK_PATH_DOUBT, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "path_origin", CLOCK_PATH_ORIGIN, FieldDescriptorProto.Type.TYPE_STRING);
    return message;
  }

  private static DescriptorProto.Builder anchor() {
    DescriptorProto.Builder message = begin("Anchor");
    add(message, "studio_nanos", STUDIO, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "unix_nanos", ANCHOR_UNIX, FieldDescriptorProto.Type.TYPE_SFIXED64);
    add(message, "uncertainty_nanos", ANCHOR_UNCERTAINTY, FieldDescriptorProto.Type.TYPE_SFIXED64);
    return message;
  }

  private static DescriptorProto.Builder begin(String name) {
    return DescriptorProto.newBuilder()
        .setName(name)
        .addField(
            field("timestamp", TIMESTAMP, FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(".google.protobuf.Timestamp"));
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }

  private static void add(
      DescriptorProto.Builder message, String name, int number, FieldDescriptorProto.Type type) {
    message.addField(field(name, number, type));
  }

  /// A field whose absence means something. Proto3 writes it as a choice of one.
  private static void optional(
      DescriptorProto.Builder message, String name, int number, FieldDescriptorProto.Type type) {
    message.addField(
        field(name, number, type)
            .setProto3Optional(true)
            .setOneofIndex(message.getOneofDeclCount()));
    message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + name));
  }
}
