package dev.handloom.store.importer.mcap;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages in protobuf, by the description that the file has of them.
final class ProtobufForm implements MessageForm {
  /// More files than that describe no message.
  private static final int MOST_DEEP = 64;

  private static final int MOST_ASSUMED = 4;
  private static final double NANO = 1e-9;

  private final Descriptor type;

  private ProtobufForm(Descriptor type) {
    this.type = type;
  }

  static ProtobufForm of(byte[] set, String name) throws IOException {
    try {
      Map<String, FileDescriptorProto> files = new HashMap<>();
      FileDescriptorSet.parseFrom(set).getFileList().forEach(f -> files.put(f.getName(), f));
      Map<String, FileDescriptor> built = new HashMap<>();
      for (String file : files.keySet()) {
        Descriptor found = find(build(file, files, built, 0), name);
        if (found != null) {
          return new ProtobufForm(found);
        }
      }
    } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
      throw new IOException("its description cannot be read", e);
    }
    throw new IOException("its description lacks the message itself");
  }

  private static @Nullable Descriptor find(FileDescriptor file, String name) {
    for (Descriptor type : file.getMessageTypes()) {
      if (type.getFullName().equals(name)) {
        return type;
      }
    }
    return null;
  }

  private static FileDescriptor build(
      String name,
      Map<String, FileDescriptorProto> files,
      Map<String, FileDescriptor> built,
      int deep)
      throws IOException, DescriptorValidationException {
    FileDescriptor known = built.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto file = files.get(name);
    if (file == null || deep > MOST_DEEP) {
      throw new IOException("its description is not whole");
    }
    List<FileDescriptor> needed = new ArrayList<>();
    for (String each : file.getDependencyList()) {
      needed.add(build(each, files, built, deep + 1));
    }
    FileDescriptor made = FileDescriptor.buildFrom(file, needed.toArray(FileDescriptor[]::new));
    built.put(name, made);
    return made;
  }

  @Override
  public Map<String, Object> read(MemorySegment data) throws IOException {
    try {
      return map(DynamicMessage.parseFrom(type, ByteString.copyFrom(data.asByteBuffer())), 0);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("It is no message of this kind", e);
    }
  }

  private static Map<String, Object> map(Message message, int deep) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          list.add(value(message.getRepeatedField(field, i), deep + 1));
        }
        map.put(field.getName(), list);
      } else if (!field.hasPresence() || message.hasField(field) || zero(field, deep)) {
        map.put(field.getName(), value(message.getField(field), deep + 1));
      }
    }
    return map;
  }

  /// A part that was not sent is all zero, as a place at the origin. A moment that was not sent is
  /// none, and a message may hold itself.
  private static boolean zero(FieldDescriptor field, int deep) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && deep < MOST_ASSUMED
        && !field.getMessageType().getFullName().startsWith("google.protobuf.");
  }

  private static Object value(Object value, int deep) {
    return switch (value) {
      case Message part ->
          switch (part.getDescriptorForType().getFullName()) {
            case "google.protobuf.Timestamp" -> Stamp.of(number(part, 1), number(part, 2));
            case "google.protobuf.Duration" -> number(part, 1) + number(part, 2) * NANO;
            default -> map(part, deep);
          };
      case ByteString bytes -> bytes.toByteArray();
      case EnumValueDescriptor word -> word.getName();
      default -> value;
    };
  }

  private static long number(Message message, int field) {
    FieldDescriptor descriptor = message.getDescriptorForType().findFieldByNumber(field);
    return descriptor != null && message.getField(descriptor) instanceof Number number
        ? number.longValue()
        : 0;
  }
}
