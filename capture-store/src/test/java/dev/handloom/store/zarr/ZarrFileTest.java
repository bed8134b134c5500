package dev.handloom.store.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that zarr 2.18 and NumCodecs 0.12 wrote, in every packing that is read here.
class ZarrFileTest {
  private static final int FAULTS = 200;
  private static final int ROWS = 50;
  private static final int COLUMNS = 20;
  private static final int PACKINGS = 20;

  @TempDir Path folder;

  private Path fixture() throws IOException {
    Path file = folder.resolve("packings.zarr.zip");
    if (!Files.exists(file)) {
      try (var in = ZarrFileTest.class.getResourceAsStream("packings.zarr.zip")) {
        if (in == null) {
          throw new IOException("no fixture");
        }
        Files.copy(in, file);
      }
    }
    return file;
  }

  @Test
  void everyPackingGivesWhatWasWritten() throws Exception {
    int looked = 0;
    try (ZarrFile file = ZarrFile.open(fixture(), Map.of())) {
      for (String name : file.namesIn("data")) {
        ZarrArray array = file.array("data/" + name).orElseThrow();
        if (!array.header().shape().equals(List.of((long) ROWS, (long) COLUMNS))) {
          continue;
        }
        for (int row = 0; row < ROWS; row += 7) {
          int count = Math.min(7, ROWS - row);
          double[] values = array.doubles(row, count);
          for (int i = 0; i < values.length; i++) {
            assertEquals((row * COLUMNS + i) / 4.0, values[i], name + " " + row + " " + i);
          }
        }
        looked++;
      }
      assertEquals(PACKINGS + 1, looked);
      ZarrArray fill = file.array("data/fill").orElseThrow();
      assertArrayEquals(
          new double[] {2.5, 2.5, 2.5, 2.5, 1, 1, 1, 1, 2.5, 2.5}, fill.doubles(0, 10));
      assertEquals(2, fill.missingChunks(0, 10));
      assertEquals("zarr", file.notes("").path("by").asString(""));
    }
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    try (ZarrFile file = ZarrFile.open(fixture(), Map.of())) {
      assertTrue(String.valueOf(file.unreadable().get("data/filtered")).contains("delta"));
      ZarrArray pictures = file.array("data/jpegxl").orElseThrow();
      assertFalse(pictures.readable());
      ZarrException e = assertThrows(ZarrException.class, () -> pictures.rows(0, 1));
      assertTrue(String.valueOf(e.getMessage()).contains("imagecodecs_jpegxl"), e.getMessage());
    }
  }

  @Test
  void aDamagedFileEndsInOneKindOfException() throws Exception {
    byte[] whole = Files.readAllBytes(fixture());
    long seed = 20261122;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FAULTS; i++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length);
      if (i % 3 == 0) {
        bytes = Arrays.copyOf(bytes, at);
      } else {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
      Path path = Files.write(folder.resolve("damaged.zarr.zip"), bytes);
      try (ZarrFile file = ZarrFile.open(path, Map.of())) {
        for (String name : file.arrays().keySet()) {
          ZarrArray array = file.array(name).orElseThrow();
          if (array.readable()) {
            array.rows(0, (int) Math.min(10, array.header().rows()));
          }
        }
      } catch (ZarrException e) {
        refused++;
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("Fault " + i + " of seed " + seed, e);
      }
    }
    assertTrue(refused > FAULTS / 4, "Only " + refused + " were noticed");
  }

  @Test
  void aPieceThatSaysToBeHugeIsNotAllocated() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree/data"));
    Files.writeString(
        tree.resolve(".zarray"),
        """
        {"zarr_format": 2, "shape": [100000000000], "chunks": [100000000000], "dtype": "<f8",
         "compressor": null, "fill_value": 0, "order": "C", "filters": null}
        """);
    try (ZarrFile file = ZarrFile.open(folder.resolve("tree"), Map.of())) {
      assertTrue(String.valueOf(file.unreadable().get("data")).contains("larger than"));
    }
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path path = folder.resolve("written.zarr.zip");
    try (ZarrZipWriter out = new ZarrZipWriter(path)) {
      out.group("", Map.of("by", "us"));
      for (Packing packing : List.of(Packing.NONE, Packing.ZLIB, Packing.ZSTD)) {
        ArrayHeader header =
            ArrayHeader.of(List.of(5L, 3L), List.of(2, 3), ZarrType.UINT8, packing);
        out.array("x" + packing.id(), header, Map.of());
        for (int chunk = 0; chunk < 3; chunk++) {
          byte[] raw = new byte[6];
          for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (chunk * 6 + i);
          }
          out.chunk("x" + packing.id(), packing.pack(raw), chunk, 0);
        }
      }
      out.finish();
    }
    try (ZarrFile file = ZarrFile.open(path, Map.of())) {
      assertEquals(3, file.arrays().size());
      for (String name : file.arrays().keySet()) {
        assertArrayEquals(
            new double[] {6, 7, 8, 9, 10, 11, 12, 13, 14},
            file.array(name).orElseThrow().doubles(2, 3),
            name);
      }
    }
  }
}
