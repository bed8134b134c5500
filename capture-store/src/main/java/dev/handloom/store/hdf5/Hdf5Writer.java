package dev.handloom.store.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a file in the layout that every version of the format reads: groups by tables of names,
/// arrays in one piece each, texts of any length in one heap.
public final class Hdf5Writer {
  /// What an array or an attribute holds.
  private sealed interface Values {
    /// Numbers of 4 bytes.
    record Fractions(float[] values) implements Values {}

    /// Numbers of 8 bytes.
    record LongFractions(double[] values) implements Values {}

    record Wholes(long[] values) implements Values {}

    record Texts(List<String> values) implements Values {}
  }

  private record Array(int[] shape, Values values) {}

  /// A group's content, or an array where there is one.
  private static final class Node {
    final Map<String, Node> children = new TreeMap<>();
    final Map<String, Array> attributes = new LinkedHashMap<>();
    @org.jspecify.annotations.Nullable Array array;
  }

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int HEAD_BYTES = 96;

  /// Half of the names in a table, and half of the tables in a tree.
  private static final int LEAF = 32;

  private static final int TREE = 16;
  private static final int ENTRY_BYTES = 40;
  private static final int TABLE_BYTES = 8 + 2 * LEAF * ENTRY_BYTES;
  private static final int TREE_BYTES = 24 + (2 * TREE + 1) * 8 + 2 * TREE * 8;
  private static final int MOST_NAMES = 4 * LEAF * TREE;
  private static final int NO_FREE_BLOCK = 1;
  private static final int SMALLEST_HEAP = 4096;
  private static final int LAYOUT_VERSION = 3;
  private static final int MOST_ATTRIBUTE_BYTES = 60_000;

  private final Node root = new Node();
  private final Writing out = new Writing();
  private final List<byte[]> texts = new ArrayList<>();
  private long heap;

  /// An array of single precision.
  ///
  /// @param name with its groups, joined by `/`; groups are made as needed
  public void floats(String name, int[] shape, float[] values) {
    array(name, shape, values.length, new Values.Fractions(values));
  }

  public void doubles(String name, int[] shape, double[] values) {
    array(name, shape, values.length, new Values.LongFractions(values));
  }

  public void wholes(String name, int[] shape, long[] values) {
    array(name, shape, values.length, new Values.Wholes(values));
  }

  private void array(String name, int[] shape, int length, Values values) {
    long elements = 1;
    for (int each : shape) {
      elements *= each;
    }
    if (elements != length) {
      throw new IllegalArgumentException(length + " values for " + name);
    }
    node(name).array = new Array(shape.clone(), values);
  }

  /// Notes a text of a group or an array.
  ///
  /// @param of a group or an array; the root's name is empty
  public void text(String of, String name, String value) {
    node(of).attributes.put(name, new Array(new int[0], new Values.Texts(List.of(value))));
  }

  public void texts(String of, String name, List<String> values) {
    node(of)
        .attributes
        .put(name, new Array(new int[] {values.size()}, new Values.Texts(List.copyOf(values))));
  }

  public void number(String of, String name, double value) {
    node(of)
        .attributes
        .put(name, new Array(new int[0], new Values.LongFractions(new double[] {value})));
  }

  public void whole(String of, String name, long value) {
    node(of).attributes.put(name, new Array(new int[0], new Values.Wholes(new long[] {value})));
  }

  private Node node(String name) {
    Node node = root;
    if (!name.isEmpty()) {
      for (String part : name.split("/")) {
        node = node.children.computeIfAbsent(part, _ -> new Node());
      }
    }
    return node;
  }

  /// Writes everything into a new file and forces it to the disk.
  public void write(Path path) throws IOException {
    out.skipTo(HEAD_BYTES);
    gather(root);
    heap();
    long address = node(root);
    long end = out.at();
    head(address, end);
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      out.into(file);
      file.force(true);
    }
  }

  /// Texts lie in one heap, numbered from 1 in the order in which they are met.
  private void gather(Node node) {
    for (Array attribute : node.attributes.values()) {
      if (attribute.values() instanceof Values.Texts said) {
        for (String text : said.values()) {
          texts.add(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
      }
    }
    node.children.values().forEach(this::gather);
  }

  private int textsMet;

  private void heap() {
    if (texts.isEmpty()) {
      return;
    }
    if (texts.size() >= 0xFFFF) {
      throw new IllegalStateException("More texts than a heap can number");
    }
    out.align();
    heap = out.at();
    int bytes = 16;
    for (byte[] text : texts) {
      bytes += 16 + Writing.aligned(text.length);
    }
    int all = Math.max(SMALLEST_HEAP, bytes + 16);
    out.ascii("GCOL").u8(1).zeros(3).u64(all);
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      out.u16(i + 1).u16(1).u32(0).u64(text.length).bytes(text);
      out.align();
    }
    // What is left is the object of number 0, whose length has its own head in it.
    int left = all - bytes;
    out.u16(0).u16(0).u32(0).u64(left).zeros(left - 16);
  }

  private void head(long root, long end) {
    Writing head = new Writing();
    head.bytes(SIGNATURE).zeros(5).u8(8).u8(8).u8(0);
    head.u16(LEAF).u16(TREE).u32(0);
    head.u64(0).u64(-1).u64(end).u64(-1);
    head.u64(0).u64(root).u32(0).u32(0).zeros(16);
    out.put(0, head);
  }

  /// @return the address of its description
  private long node(Node node) {
    List<Writing> messages = new ArrayList<>();
    Array array = node.array;
    // Texts are numbered in the order of gathering: those of a node before those of its children.
    List<Writing> attributes = new ArrayList<>();
    node.attributes.forEach((name, value) -> attributes.add(attribute(name, value)));
    if (array != null) {
      arrayMessages(array, messages);
    } else {
      messages.add(group(node));
    }
    messages.addAll(attributes);
    return describe(messages);
  }

  private void arrayMessages(Array array, List<Writing> messages) {
    out.align();
    long address = out.at();
    values(array.values(), out);
    long bytes = out.at() - address;
    messages.add(message(0x1, space(array.shape())));
    messages.add(message(0x3, type(array.values())));
    // Space is taken early, values are written when they are there, none is defined.
    messages.add(message(0x5, new Writing().u8(2).u8(1).u8(0).u8(0)));
    messages.add(
        message(
            0x8,
            new Writing()
                .u8(LAYOUT_VERSION)
                .u8(Layout.ONE_PIECE)
                .u64(bytes == 0 ? -1 : address)
                .u64(bytes)));
  }

  private static Writing space(int[] shape) {
    Writing said = new Writing().u8(1).u8(shape.length).u8(0).zeros(5);
    for (int length : shape) {
      said.u64(length);
    }
    return said;
  }

  private static Writing type(Values values) {
    Writing said = new Writing();
    switch (values) {
      case Values.Fractions _ ->
          said.u8(0x11)
              .u8(0x20)
              .u8(31)
              .u8(0)
              .u32(4)
              .u16(0)
              .u16(32)
              .u8(23)
              .u8(8)
              .u8(0)
              .u8(23)
              .u32(127);
      case Values.LongFractions _ ->
          said.u8(0x11)
              .u8(0x20)
              .u8(63)
              .u8(0)
              .u32(8)
              .u16(0)
              .u16(64)
              .u8(52)
              .u8(11)
              .u8(0)
              .u8(52)
              .u32(1023);
      case Values.Wholes _ -> said.u8(0x10).u8(0x08).u8(0).u8(0).u32(8).u16(0).u16(64);
      case Values.Texts _ ->
          // Text of any length, UTF-8, made of single characters.
          said.u8(0x19).u8(0x01).u8(0x01).u8(0).u32(16).u8(0x13).u8(0x10).u8(0).u8(0).u32(1);
    }
    said.align();
    return said;
  }

  private void values(Values values, Writing into) {
    switch (values) {
      case Values.Fractions numbers -> into.floats(numbers.values());
      case Values.LongFractions numbers -> into.doubles(numbers.values());
      case Values.Wholes numbers -> {
        for (long value : numbers.values()) {
          into.u64(value);
        }
      }
      case Values.Texts said -> {
        for (int i = 0; i < said.values().size(); i++) {
          byte[] text = texts.get(textsMet++);
          into.u32(text.length).u64(heap).u32(textsMet);
        }
      }
    }
  }

  private Writing attribute(String name, Array value) {
    Writing type = type(value.values());
    Writing space = space(value.shape());
    byte[] text = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Writing said = new Writing();
    said.u8(1).u8(0).u16(text.length + 1).u16((int) type.at()).u16((int) space.at());
    said.bytes(text).u8(0);
    said.align();
    said.all(type).all(space);
    values(value.values(), said);
    if (said.at() > MOST_ATTRIBUTE_BYTES) {
      throw new IllegalArgumentException("An attribute is too long: " + name);
    }
    return message(0xC, said);
  }

  private Writing message(int type, Writing body) {
    body.align();
    return new Writing().u16(type).u16((int) body.at()).u8(0).zeros(3).all(body);
  }

  private Writing group(Node node) {
    if (node.children.size() > MOST_NAMES) {
      throw new IllegalArgumentException("A group has at most " + MOST_NAMES + " names");
    }
    Writing names = new Writing().u64(0);
    Map<String, Long> places = new LinkedHashMap<>();
    Map<String, Long> addresses = new LinkedHashMap<>();
    // Names are compared byte by byte, as the tree's readers do.
    TreeMap<String, Node> sorted =
        new TreeMap<>((a, b) ->
            java.util.Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                b.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    sorted.putAll(node.children);
    for (Map.Entry<String, Node> child : node.children.entrySet()) {
      addresses.put(child.getKey(), node(child.getValue()));
    }
    List<String> order = new ArrayList<>(sorted.keySet());
    for (String name : order) {
      places.put(name, names.at());
      names.bytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).u8(0);
      names.align();
    }
    out.align();
    long nameBytes = out.at() + 32;
    long namesAt = out.at();
    out.ascii("HEAP").u8(0).zeros(3).u64(names.at()).u64(NO_FREE_BLOCK).u64(nameBytes).all(names);
    List<Long> tables = new ArrayList<>();
    List<Long> lasts = new ArrayList<>();
    for (int from = 0; from < order.size(); from += 2 * LEAF) {
      List<String> some = order.subList(from, Math.min(order.size(), from + 2 * LEAF));
      long table = out.at();
      tables.add(table);
      out.ascii("SNOD").u8(1).u8(0).u16(some.size());
      for (String name : some) {
        out.u64(at(places, name)).u64(at(addresses, name)).u32(0).u32(0).zeros(16);
        if (name.equals(some.getLast())) {
          lasts.add(at(places, name));
        }
      }
      out.zeros((int) (table + TABLE_BYTES - out.at()));
    }
    long tree = out.at();
    out.ascii("TREE").u8(0).u8(0).u16(tables.size()).u64(-1).u64(-1).u64(0);
    for (int i = 0; i < tables.size(); i++) {
      out.u64(tables.get(i)).u64(lasts.get(i));
    }
    out.zeros((int) (tree + TREE_BYTES - out.at()));
    return message(0x11, new Writing().u64(tree).u64(namesAt));
  }

  private static long at(Map<String, Long> places, String name) {
    Long place = places.get(name);
    if (place == null) {
      throw new IllegalStateException(name);
    }
    return place;
  }

  private long describe(List<Writing> messages) {
    out.align();
    long address = out.at();
    long bytes = messages.stream().mapToLong(Writing::at).sum();
    out.u8(1).u8(0).u16(messages.size()).u32(1).u32((int) bytes).u32(0);
    messages.forEach(out::all);
    return address;
  }
}
