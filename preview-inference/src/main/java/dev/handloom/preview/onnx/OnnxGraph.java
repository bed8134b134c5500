package dev.handloom.preview.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A graph on its way to a file: nodes in the order in which they run, constants, inputs, outputs.
/// The numbers of the fields are those of `onnx.proto3`.
public final class OnnxGraph {
  private static final int IR_VERSION = 8;

  /// Of the operators; 17 is the oldest that all of them are in as they are used here.
  public static final int OPSET = 17;

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Proto graph = new Proto();
  private final Set<String> constants = new HashSet<>();
  private int named;

  public OnnxGraph(String name) {
    graph.text(2, name);
  }

  public String input(String name, long... shape) {
    graph.message(11, described(name, shape));
    return name;
  }

  public void output(String name, long... shape) {
    graph.message(12, described(name, shape));
  }

  private static Proto described(String name, long... shape) {
    Proto dimensions = new Proto();
    for (long size : shape) {
      dimensions.message(1, new Proto().number(1, size));
    }
    Proto tensor = new Proto().number(1, FLOAT).message(2, dimensions);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }

  /// A node with one output.
  ///
  /// @return the name of what comes out
  public String node(String operator, List<String> inputs, Attribute... how) {
    String output = "t" + named++;
    node(operator, inputs, output, how);
    return output;
  }

  /// The same, where what comes out has a name already.
  public void node(String operator, List<String> inputs, String output, Attribute... how) {
    Proto node = new Proto();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output + "_" + operator).text(4, operator);
    for (Attribute attribute : how) {
      node.message(5, attribute.proto());
    }
    graph.message(1, node);
  }

  /// Numbers that stand in the file, once under each name.
  public String floats(String name, float[] numbers, long... shape) {
    if (constants.add(name)) {
      byte[] raw = new byte[Float.BYTES * numbers.length];
      ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
      tensor(name, FLOAT, raw, shape);
    }
    return name;
  }

  public String floats(float[] numbers, long... shape) {
    return floats("c" + named++, numbers, shape);
  }

  /// A list of whole numbers, as shapes are.
  public String ints(long[] numbers) {
    String name = "i" + Arrays.toString(numbers).replaceAll("[^0-9-]+", "_");
    if (constants.add(name)) {
      byte[] raw = new byte[Long.BYTES * numbers.length];
      ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(numbers);
      tensor(name, INT64, raw, numbers.length);
    }
    return name;
  }

  private void tensor(String name, int type, byte[] raw, long... shape) {
    Proto tensor = new Proto();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
  }

  /// The whole file.
  public byte[] model(String producer, String version) {
    return new Proto()
        .number(1, IR_VERSION)
        .text(2, producer)
        .text(3, version)
        .message(7, graph)
        .message(8, new Proto().text(1, "").number(2, OPSET))
        .bytes();
  }
}
