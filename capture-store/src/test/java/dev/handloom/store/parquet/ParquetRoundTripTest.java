package dev.handloom.store.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read back, value by value.
class ParquetRoundTripTest {
  private static final Node TABLE =
      Node.table(
          List.of(
              Node.int64("index"),
              Node.float32("timestamp"),
              Node.float64("exact"),
              Node.bool("done"),
              Node.text("task"),
              Node.bytes("raw"),
              Node.list("observation.state", Node.float32("element")),
              Node.list(
                  "stats/image/mean",
                  Node.list("element", Node.list("element", Node.float64("element")))),
              Node.list(
                  "language",
                  Node.group(
                      "element",
                      Node.text("role"),
                      Node.float32("timestamp"),
                      Node.list("tool_calls", Node.text("element"))))));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"NONE", "SNAPPY", "ZSTD"})
  void rowsComeBackAsTheyWere(Packing packing) throws IOException {
    for (long seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      List<@Nullable Object[]> rows = new ArrayList<>();
      Path file = folder.resolve(packing + "-" + seed + ".parquet");
      int groups = random.nextInt(4);
      try (OutputStream out = Files.newOutputStream(file);
          ParquetWriter writer = new ParquetWriter(out, TABLE, packing)) {
        writer.note("seed", "it is “" + seed + "”");
        for (int group = 0; group < groups; group++) {
          int size = 1 + random.nextInt(seed % 3 == 0 ? 3_000 : 40);
          for (int i = 0; i < size; i++) {
            @Nullable Object[] row = row(random, rows.size());
            rows.add(row);
            writer.row(row);
          }
          writer.endGroup();
        }
      }
      try (ParquetFile read = ParquetFile.open(file)) {
        assertEquals(rows.size(), read.rows(), "seed " + seed);
        assertEquals(groups, read.groups(), "seed " + seed);
        assertEquals(Map.of("seed", "it is “" + seed + "”"), read.notes());
        assertEquals(TABLE.leaves().size(), read.leaves().size());
        int at = 0;
        for (int group = 0; group < groups; group++) {
          RowAssembler assembler = read.assemble(group, null);
          for (Map<String, @Nullable Object> row = assembler.next();
              row != null;
              row = assembler.next()) {
            same(rows.get(at), row, "row " + at + " of seed " + seed);
            at++;
          }
        }
        assertEquals(rows.size(), at, "seed " + seed);
      }
    }
  }

  private static @Nullable Object[] row(Random random, int index) {
    List<@Nullable Object> said = new ArrayList<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      said.add(null);
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("role", random.nextBoolean() ? "user" : "assistant");
      line.put("timestamp", random.nextInt(3) == 0 ? null : (double) random.nextFloat());
      line.put("tool_calls", random.nextBoolean() ? null : texts(random, random.nextInt(3)));
      said.add(line);
    }
    float[] state = new float[random.nextInt(5) == 0 ? random.nextInt(3) : 6];
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextFloat();
    }
    byte[] raw = new byte[random.nextInt(200)];
    random.nextBytes(raw);
    return new @Nullable Object[] {
      (long) index,
      index / 30f,
      random.nextInt(4) == 0 ? null : random.nextGaussian(),
      random.nextInt(9) == 0 ? null : random.nextBoolean(),
      random.nextInt(50) == 0 ? null : "fold the towel " + random.nextInt(3) + " ✋",
      raw,
      state,
      random.nextInt(7) == 0
          ? null
          : List.of(List.of(List.of(0.5)), List.of(List.of(random.nextDouble())), List.of()),
      random.nextInt(4) == 0 ? null : said
    };
  }

  private static List<@Nullable Object> texts(Random random, int count) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(random.nextInt(3) == 0 ? null : "{\"n\":" + random.nextInt(9) + "}");
    }
    return texts;
  }

  private static void same(
      @Nullable Object[] written, Map<String, @Nullable Object> read, String where) {
    int column = 0;
    for (Map.Entry<String, @Nullable Object> cell : read.entrySet()) {
      assertEquals(TABLE.children().get(column).name(), cell.getKey());
      assertEquals(plain(written[column]), plain(cell.getValue()), where + ", " + cell.getKey());
      column++;
    }
    assertEquals(written.length, column);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case float[] many -> {
        List<Object> list = new ArrayList<>();
        for (float each : many) {
          list.add((double) each);
        }
        yield list;
      }
      case byte[] bytes -> Arrays.toString(bytes);
      case Float number -> (double) number;
      case null -> null;
      default -> value;
    };
  }

  @Test
  void aColumnCanBeReadAlone() throws IOException {
    Path file = folder.resolve("one.parquet");
    Node table = Node.table(List.of(Node.int64("frame_index"), Node.text("task")));
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = new ParquetWriter(out, table, Packing.SNAPPY)) {
      for (long i = 0; i < 1_000; i++) {
        writer.row(i % 10 == 3 ? null : i, "pick");
      }
    }
    try (ParquetFile read = ParquetFile.open(file)) {
      Node.Leaf leaf = read.leaf("frame_index").orElseThrow();
      ColumnValues values = read.read(0, leaf);
      assertEquals(1_000, values.entries());
      assertEquals(900, values.size());
      assertEquals(999, values.whole(899));
      RowAssembler rows = read.assemble(0, Set.of("task"));
      assertEquals(Map.of("task", "pick"), rows.next());
    }
    assertTrue(Files.size(file) < 10_000, "words that repeat cost nearly nothing");
  }

  @Test
  void manyPagesAreOneColumn() throws IOException {
    Path file = folder.resolve("long.parquet");
    Node table =
        Node.table(List.of(Node.list("state", Node.float64("element")), Node.bytes("noise")));
    Random random = new Random(5);
    double[] last = new double[0];
    byte[] noise = new byte[0];
    int rows = 20_000;
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = new ParquetWriter(out, table, Packing.SNAPPY)) {
      for (int i = 0; i < rows; i++) {
        last = random.doubles(random.nextInt(20)).toArray();
        noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        writer.row(last, noise);
      }
    }
    try (ParquetFile read = ParquetFile.open(file)) {
      RowAssembler assembler = read.assemble(0, null);
      @Nullable Map<String, @Nullable Object> row = null;
      for (int i = 0; i < rows; i++) {
        row = assembler.next();
        assertNotNull(row, "row " + i);
      }
      assertNotNull(row);
      assertEquals(Arrays.stream(last).boxed().toList(), row.get("state"));
      assertArrayEquals(noise, (byte[]) row.get("noise"));
      assertNull(assembler.next());
    }
  }

  @Test
  void aTableWithoutRowsIsAFile() throws IOException {
    Path file = folder.resolve("empty.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      new ParquetWriter(out, TABLE, Packing.SNAPPY).close();
    }
    try (ParquetFile read = ParquetFile.open(file)) {
      assertEquals(0, read.rows());
      assertEquals(0, read.groups());
    }
  }

  @Test
  void aCellOfTheWrongKindIsRefused() throws IOException {
    Path file = folder.resolve("wrong.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer =
            new ParquetWriter(out, Node.table(List.of(Node.int64("n"))), Packing.NONE)) {
      assertThrows(IllegalArgumentException.class, () -> writer.row("three"));
      assertThrows(IllegalArgumentException.class, () -> writer.row(1L, 2L));
    }
  }
}
