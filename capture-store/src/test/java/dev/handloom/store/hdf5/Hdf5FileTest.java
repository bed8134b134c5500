package dev.handloom.store.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that h5py 3.11 wrote, with `libver` earliest and latest.
class Hdf5FileTest {
  private static final int FAULTS = 250;
  private static final double[] QUARTERS =
      IntStream.range(0, 96).mapToDouble(i -> i / 4.0).toArray();

  @TempDir Path folder;

  private Path fixture(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var in = Hdf5FileTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name);
      }
      Files.copy(in, file);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"old.hdf5", "young.hdf5"})
  void everyLayoutAndPackingGivesWhatWasWritten(String name) throws Exception {
    try (Hdf5File file = Hdf5File.open(fixture(name))) {
      for (String array :
          List.of("plain/one", "packed/gzip", "packed/lzf", "packed/grows", "packed/both")) {
        Hdf5Dataset dataset = file.dataset(array).orElseThrow();
        assertEquals(List.of(6L, 4L, 4L), dataset.shape(), array);
        assertArrayEquals(QUARTERS, file.doubles(dataset), array);
      }
      assertEquals(20, file.names("many").size());
      assertArrayEquals(
          new double[] {13}, file.doubles(file.dataset("many/joint13").orElseThrow()));
      var notes = file.attributes("");
      assertEquals(17, notes.size());
      assertEquals(List.of("Cup — über"), noted(notes, "text").texts());
      assertEquals(List.of("a", "", "c"), noted(notes, "texts").texts());
      assertEquals(List.of("fixed"), noted(notes, "fixed").texts());
      assertArrayEquals(new double[] {1}, noted(notes, "yes").numbers());
      assertArrayEquals(new double[] {1.5, -2}, noted(notes, "numbers").numbers());
      assertArrayEquals(new double[] {11}, noted(notes, "more11").numbers());
      // A link to another file is not followed.
      assertTrue(file.dataset("elsewhere").isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"old.hdf5", "young.hdf5"})
  void aDamagedFileEndsInOneKindOfException(String name) throws Exception {
    byte[] whole = Files.readAllBytes(fixture(name));
    long seed = 20261122;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FAULTS; i++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length);
      switch (i % 3) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          for (int k = 0; k < 20; k++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
        }
      }
      Path file = Files.write(folder.resolve("damaged.hdf5"), bytes);
      try {
        all(file);
      } catch (Hdf5Exception e) {
        assertTrue(String.valueOf(e.getMessage()).endsWith(file.toString()), e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("Fault " + i + " of seed " + seed, e);
      }
    }
    assertTrue(refused > FAULTS / 3, "Only " + refused + " were noticed");
  }

  private static Hdf5Attribute noted(Map<String, Hdf5Attribute> notes, String name) {
    Hdf5Attribute found = notes.get(name);
    if (found == null) {
      throw new AssertionError("Nothing is noted as " + name);
    }
    return found;
  }

  private static void all(Path path) throws IOException {
    try (Hdf5File file = Hdf5File.open(path)) {
      for (String group : List.of("plain", "packed", "many")) {
        for (String name : file.names(group)) {
          var dataset = file.dataset(group + "/" + name);
          if (dataset.isPresent() && dataset.get().type().number()) {
            file.doubles(dataset.get());
          }
        }
      }
      file.attributes("");
    }
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path path = folder.resolve("written.hdf5");
    Hdf5Writer writer = new Hdf5Writer();
    for (int i = 0; i < 200; i++) {
      writer.floats("joints/j" + i, new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, i});
    }
    writer.doubles("other/deep/doubles", new int[] {2}, new double[] {Math.PI, -1});
    writer.wholes("wholes", new int[] {1}, new long[] {1L << 52});
    writer.floats("nothing", new int[] {0, 4}, new float[0]);
    writer.text("", "text", "Cup — über");
    writer.texts("joints", "texts", List.of("a", "", "c"));
    writer.number("joints/j7", "number", 2.5);
    writer.write(path);
    try (Hdf5File file = Hdf5File.open(path)) {
      assertEquals(200, file.names("joints").size());
      assertArrayEquals(
          new double[] {1, 2, 3, 4, 5, 171},
          file.doubles(file.dataset("joints/j171").orElseThrow()));
      assertArrayEquals(
          new double[] {Math.PI, -1},
          file.doubles(file.dataset("other/deep/doubles").orElseThrow()));
      assertArrayEquals(
          new double[] {1L << 52}, file.doubles(file.dataset("wholes").orElseThrow()));
      assertEquals(0, file.doubles(file.dataset("nothing").orElseThrow()).length);
      assertEquals(List.of("Cup — über"), noted(file.attributes(""), "text").texts());
      assertEquals(List.of("a", "", "c"), noted(file.attributes("joints"), "texts").texts());
      assertArrayEquals(
          new double[] {2.5}, noted(file.attributes("joints/j7"), "number").numbers());
    }
  }

  @Test
  void whatIsNoHdf5IsCalledSo() throws Exception {
    Path file = Files.writeString(folder.resolve("text.hdf5"), "no such thing".repeat(100));
    Hdf5Exception e = assertThrows(Hdf5Exception.class, () -> Hdf5File.open(file).close());
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("It is not an HDF5 file."), e.getMessage());
  }
}
