package dev.handloom.calibration.mark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A set of marks that cannot be taken for each other. Every mark is a square of cells with a black
/// border one cell wide.
public final class MarkFamily {
  /// The family of the UMI gripper's tags.
  public static final String UMI = "4X4_50";

  private static final Map<String, MarkFamily> KNOWN = read();

  private final String name;
  private final int side;
  private final int correctable;
  private final long[] codes;

  private MarkFamily(String name, int side, int correctable, long[] codes) {
    this.name = name;
    this.side = side;
    this.correctable = correctable;
    this.codes = codes;
  }

  /// By its name, with or without the prefix DICT_, in any case.
  public static Optional<MarkFamily> named(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Optional.ofNullable(
        KNOWN.get(upper.startsWith("DICT_") ? upper.substring("DICT_".length()) : upper));
  }

  /// One that is known to be there.
  public static MarkFamily of(String name) {
    return named(name).orElseThrow(() -> new IllegalArgumentException("No family " + name));
  }

  public static Collection<MarkFamily> all() {
    return KNOWN.values();
  }

  public String name() {
    return name;
  }

  /// Cells from side to side that carry bits, without the border.
  public int side() {
    return side;
  }

  /// Cells from side to side with the border.
  public int cells() {
    return side + 2;
  }

  public int size() {
    return codes.length;
  }

  /// Bits that may be read wrong without one mark being taken for another.
  public int correctable() {
    return correctable;
  }

  /// Rows from the top, the highest bit first, 1 is white.
  public long code(int id) {
    return codes[id];
  }

  /// @param column and row counted with the border
  public boolean black(int id, int column, int row) {
    if (column == 0 || row == 0 || column > side || row > side) {
      return true;
    }
    int bit = side * side - 1 - ((row - 1) * side + column - 1);
    return (codes[id] >>> bit & 1) == 0;
  }

  /// A code as it is read when the mark is turned a quarter clockwise.
  long turned(long code) {
    long turned = 0;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int from = (side - 1 - column) * side + row;
        turned = turned << 1 | (code >>> (side * side - 1 - from) & 1);
      }
    }
    return turned;
  }

  @Override
  public String toString() {
    return name;
  }

  private static Map<String, MarkFamily> read() {
    record Row(String name, int side, int correctable, int size, String table) {}
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, StringBuilder> tables = new HashMap<>();
    Map<String, Integer> widths = new TreeMap<>();
    try (InputStream in =
            Objects.requireNonNull(MarkFamily.class.getResourceAsStream("families.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      StringBuilder table = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "#" -> {}
          case "family" ->
              rows.put(
                  words[1],
                  new Row(
                      words[1],
                      Integer.parseInt(words[2]),
                      Integer.parseInt(words[3]),
                      Integer.parseInt(words[4]),
                      words[5]));
          case "table" -> {
            table = new StringBuilder();
            tables.put(words[1], table);
            widths.put(words[1], Integer.parseInt(words[2]));
          }
          default -> table.append(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, MarkFamily> families = new LinkedHashMap<>();
    for (Row row : rows.values()) {
      StringBuilder hex = Objects.requireNonNull(tables.get(row.table));
      int width = Objects.requireNonNull(widths.get(row.table));
      long[] codes = new long[row.size];
      Arrays.setAll(codes, id -> Long.parseLong(hex.substring(id * width, (id + 1) * width), 16));
      families.put(row.name, new MarkFamily(row.name, row.side, row.correctable, codes));
    }
    return families;
  }
}
