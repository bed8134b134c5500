package dev.handloom.store.parquet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column, or a group of columns, of a table.
///
/// @param type of a column; null for a group
/// @param length of a value in bytes, where all have the same; else 0
/// @param children of a group; empty for a column
public record Node(
    String name,
    Repeats repeats,
    @Nullable Physical type,
    int length,
    Meaning meaning,
    List<Node> children) {
  /// How often a value stands in its row.
  public enum Repeats {
    ONCE,
    AT_MOST_ONCE,
    ANY
  }

  /// What the bytes of a value stand for, as far as it matters here.
  public enum Meaning {
    NONE,
    TEXT,
    JSON,
    LIST,
    MAP,
    UNSIGNED,
    OTHER
  }

  public Node {
    children = List.copyOf(children);
  }

  /// The whole table.
  public static Node table(List<Node> columns) {
    return new Node("schema", Repeats.ONCE, null, 0, Meaning.NONE, columns);
  }

  public static Node int64(String name) {
    return leaf(name, Physical.INT64, Meaning.NONE);
  }

  public static Node float32(String name) {
    return leaf(name, Physical.FLOAT, Meaning.NONE);
  }

  public static Node float64(String name) {
    return leaf(name, Physical.DOUBLE, Meaning.NONE);
  }

  public static Node bool(String name) {
    return leaf(name, Physical.BOOLEAN, Meaning.NONE);
  }

  public static Node text(String name) {
    return leaf(name, Physical.BYTE_ARRAY, Meaning.TEXT);
  }

  public static Node bytes(String name) {
    return leaf(name, Physical.BYTE_ARRAY, Meaning.NONE);
  }

  public static Node group(String name, Node... children) {
    return new Node(name, Repeats.AT_MOST_ONCE, null, 0, Meaning.NONE, List.of(children));
  }

  /// In the three steps that the format asks for.
  public static Node list(String name, Node element) {
    Node inner =
        new Node(
            "element",
            element.repeats,
            element.type,
            element.length,
            element.meaning,
            element.children);
    Node middle = new Node("list", Repeats.ANY, null, 0, Meaning.NONE, List.of(inner));
    return new Node(name, Repeats.AT_MOST_ONCE, null, 0, Meaning.LIST, List.of(middle));
  }

  private static Node leaf(String name, Physical type, Meaning meaning) {
    return new Node(name, Repeats.AT_MOST_ONCE, type, 0, meaning, List.of());
  }

  public boolean isColumn() {
    return type != null;
  }

  /// A column at the end of a path, and how deep it lies.
  ///
  /// @param path from the table's column down
  /// @param repeated the most that its values can be nested in repetitions
  /// @param defined how many of the steps to it may be absent
  public record Leaf(List<String> path, Node node, Physical type, int repeated, int defined) {
    public Leaf {
      path = List.copyOf(path);
    }

    public String name() {
      return String.join(".", path);
    }
  }

  /// Every column below, in the order in which they lie in a file.
  public List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    for (Node child : children) {
      collect(child, List.of(), 0, 0, leaves);
    }
    return leaves;
  }

  private static void collect(
      Node node, List<String> above, int repeated, int defined, List<Leaf> into) {
    List<String> path = new ArrayList<>(above);
    path.add(node.name);
    int deeper = repeated + (node.repeats == Repeats.ANY ? 1 : 0);
    int further = defined + (node.repeats == Repeats.ONCE ? 0 : 1);
    if (node.type != null) {
      into.add(new Leaf(path, node, node.type, deeper, further));
    }
    for (Node child : node.children) {
      collect(child, path, deeper, further, into);
    }
  }

  /// For a list as the format writes it, or used to: what its repeated part holds one after the
  /// other.
  ///
  /// @return whether each of them is wrapped in a group of its own
  boolean wrapsElements() {
    Node middle = children.getFirst();
    return !middle.isColumn()
        && middle.children.size() == 1
        && !middle.name.equals("array")
        && !middle.name.equals(name + "_tuple");
  }

  boolean isList() {
    return (meaning == Meaning.LIST || meaning == Meaning.MAP)
        && children.size() == 1
        && children.getFirst().repeats == Repeats.ANY;
  }
}
