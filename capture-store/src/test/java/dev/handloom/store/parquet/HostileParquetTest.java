package dev.handloom.store.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that lie, and packed bytes that do.
class HostileParquetTest {
  @TempDir Path folder;

  private byte[] sound() throws IOException {
    Path file = folder.resolve("sound.parquet");
    Node table =
        Node.table(
            List.of(
                Node.int64("index"),
                Node.text("task"),
                Node.list("state", Node.float32("element"))));
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = new ParquetWriter(out, table, Packing.SNAPPY)) {
      for (long i = 0; i < 200; i++) {
        writer.row(i, "task " + i % 3, new float[] {i, -i, 0.5f});
        if (i % 90 == 89) {
          writer.endGroup();
        }
      }
    }
    return Files.readAllBytes(file);
  }

  private static int readAll(Path file) throws IOException {
    int rows = 0;
    try (ParquetFile read = ParquetFile.open(file)) {
      for (int group = 0; group < read.groups(); group++) {
        RowAssembler assembler = read.assemble(group, null);
        while (assembler.next() != null) {
          rows++;
        }
      }
    }
    return rows;
  }

  @Test
  void aFileWithoutItsEndSaysSo() throws IOException {
    byte[] sound = sound();
    Path cut = folder.resolve("cut.parquet");
    for (int length = 0; length < sound.length; length++) {
      Files.write(cut, Arrays.copyOf(sound, length));
      assertThrows(ParquetException.class, () -> readAll(cut), "cut at " + length);
    }
    Files.write(cut, Arrays.copyOf(sound, sound.length - 1));
    ParquetException said = assertThrows(ParquetException.class, () -> readAll(cut));
    assertTrue(String.valueOf(said.getMessage()).contains("has no end"), said.getMessage());
    Files.writeString(cut, "episode_index,frame_index\n0,0\n");
    said = assertThrows(ParquetException.class, () -> readAll(cut));
    assertTrue(String.valueOf(said.getMessage()).contains("no Parquet file"), said.getMessage());
  }

  @Test
  void noChangedByteGetsFurtherThanAClearNo() throws IOException {
    byte[] sound = sound();
    Path bent = folder.resolve("bent.parquet");
    long seed = 77;
    Random random = new Random(seed);
    int refused = 0;
    for (int at = 0; at < sound.length; at++) {
      byte[] bytes = sound.clone();
      bytes[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(bent, bytes);
      try {
        readAll(bent);
      } catch (ParquetException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        fail("byte " + at + " of seed " + seed, e);
      }
    }
    // What is left: notes of the maker, names of columns, lengths that nobody needs.
    assertTrue(refused > sound.length * 3 / 5, refused + " of " + sound.length);
  }

  @Test
  void snappyGivesBackWhatItGot() throws IOException {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(seed % 5 == 0 ? 300_000 : 2_000)];
      int kinds = 1 + random.nextInt(200);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = i > 20 && random.nextInt(3) > 0 ? bytes[i - 7] : (byte) random.nextInt(kinds);
      }
      byte[] packed = Snappy.pack(bytes);
      assertTrue(
          Arrays.equals(bytes, Snappy.unpack(packed, 0, packed.length, bytes.length)),
          "seed " + seed);
      int cut = random.nextInt(packed.length);
      if (bytes.length > 0) {
        assertThrows(
            ParquetException.class,
            () -> Snappy.unpack(packed, 0, cut, bytes.length),
            "seed " + seed);
      }
    }
  }

  @Test
  void runsOfAnyLengthAndWidthComeBack() throws IOException {
    for (long seed = 1; seed <= 400; seed++) {
      Random random = new Random(seed);
      int bits = 1 + random.nextInt(16);
      int[] values = new int[1 + random.nextInt(300)];
      for (int i = 0; i < values.length; i++) {
        values[i] = i > 0 && random.nextInt(4) > 0 ? values[i - 1] : random.nextInt(1 << bits);
      }
      byte[] written = RunLengths.write(values, values.length, bits);
      int[] read = new int[values.length];
      RunLengths.read(written, 0, written.length, bits, read);
      assertEquals(Arrays.toString(values), Arrays.toString(read), "seed " + seed);
    }
  }
}
