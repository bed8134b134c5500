package dev.handloom.store.parquet;

import java.util.Arrays;

/// The values of one column, one after the other, and where each of them stands: every entry says
/// how deep its repetition begins and how much of its path is there. Entries whose path ends early
/// have no value.
public final class ColumnValues {
  private static final int FEW = 64;

  private final Node.Leaf leaf;
  private short[] repeated = new short[0];
  private short[] defined = new short[0];
  private int entries;
  private long[] wholes = new long[0];
  private double[] reals = new double[0];
  private byte[][] bytes = new byte[0][];
  private int size;

  ColumnValues(Node.Leaf leaf) {
    this.leaf = leaf;
  }

  public Node.Leaf leaf() {
    return leaf;
  }

  /// How many entries, with and without a value.
  public int entries() {
    return entries;
  }

  /// How many values.
  public int size() {
    return size;
  }

  int repeated(int entry) {
    return leaf.repeated() == 0 ? 0 : repeated[entry];
  }

  int defined(int entry) {
    return leaf.defined() == 0 ? 0 : defined[entry];
  }

  /// Whether an entry of a column that is nowhere repeated has a value.
  public boolean has(int entry) {
    return defined(entry) == leaf.defined();
  }

  /// Of a column of whole numbers; yes is 1.
  public long whole(int value) {
    return wholes[value];
  }

  /// Of a column of numbers, whole or not.
  public double number(int value) {
    return leaf.type().isReal() ? reals[value] : wholes[value];
  }

  public byte[] bytes(int value) {
    return bytes[value];
  }

  void entry(int repetition, int definition) {
    if (leaf.repeated() > 0) {
      if (entries == repeated.length) {
        repeated = Arrays.copyOf(repeated, larger(entries));
      }
      repeated[entries] = (short) repetition;
    }
    if (leaf.defined() > 0) {
      if (entries == defined.length) {
        defined = Arrays.copyOf(defined, larger(entries));
      }
      defined[entries] = (short) definition;
    }
    entries++;
  }

  void add(long value) {
    if (size == wholes.length) {
      wholes = Arrays.copyOf(wholes, larger(size));
    }
    wholes[size++] = value;
  }

  void add(double value) {
    if (size == reals.length) {
      reals = Arrays.copyOf(reals, larger(size));
    }
    reals[size++] = value;
  }

  void add(byte[] value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, larger(size));
    }
    bytes[size++] = value;
  }

  /// Takes over a value of another column of the same kind.
  void add(ColumnValues other, int value) {
    if (leaf.type().isReal()) {
      add(other.reals[value]);
    } else if (leaf.type().isWhole()) {
      add(other.wholes[value]);
    } else {
      add(other.bytes[value]);
    }
  }

  private static int larger(int size) {
    return Math.max(FEW, size + (size >> 1));
  }
}
