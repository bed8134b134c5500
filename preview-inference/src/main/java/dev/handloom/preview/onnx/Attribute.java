package dev.handloom.preview.onnx;

import java.nio.charset.StandardCharsets;

/// How a node does its work: `AttributeProto`.
public final class Attribute {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int INTS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_STRING = 3;
  private static final int TYPE_INTS = 7;

  private final Proto proto = new Proto();

  private Attribute(String name, int type) {
    proto.text(NAME, name).number(TYPE, type);
  }

  public static Attribute of(String name, long value) {
    Attribute attribute = new Attribute(name, TYPE_INT);
    attribute.proto.number(INT, value);
    return attribute;
  }

  public static Attribute of(String name, float value) {
    Attribute attribute = new Attribute(name, TYPE_FLOAT);
    attribute.proto.real(FLOAT, value);
    return attribute;
  }

  public static Attribute of(String name, String value) {
    Attribute attribute = new Attribute(name, TYPE_STRING);
    attribute.proto.bytes(STRING, value.getBytes(StandardCharsets.UTF_8));
    return attribute;
  }

  public static Attribute of(String name, long[] values) {
    Attribute attribute = new Attribute(name, TYPE_INTS);
    for (long value : values) {
      attribute.proto.number(INTS, value);
    }
    return attribute;
  }

  Proto proto() {
    return proto;
  }
}
