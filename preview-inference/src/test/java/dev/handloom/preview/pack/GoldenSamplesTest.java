package dev.handloom.preview.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.NumberArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model is the same where it runs as where it was made, or it is not taken.
class GoldenSamplesTest {
  @TempDir private Path temp = Path.of("");

  private static GoldenSamples.Sample sample(float x) {
    return new GoldenSamples.Sample(
        Map.of("state", NumberArray.of(new float[] {x, 2 * x}, 1, 2)),
        Map.of("actions", NumberArray.of(new float[] {x, -x, 100 * x, 0}, 1, 2, 2)));
  }

  private static GoldenSamples.Graph off(float by) {
    return inputs -> {
      float x = Objects.requireNonNull(inputs.get("state")).floats()[0];
      return Map.of(
          "actions", NumberArray.of(new float[] {x, -x + (x > 1 ? by : 0), 100 * x, 0}, 1, 2, 2));
    };
  }

  @Test
  void whatIsWrittenComesBackAndIsTheSameFileAgain() throws Exception {
    List<GoldenSamples.Sample> samples = List.of(sample(1), sample(-0.5f), sample(3));
    Path file = temp.resolve("golden.npz");
    GoldenSamples.write(file, samples);
    assertEquals(samples, GoldenSamples.read(file));
    byte[] bytes = Files.readAllBytes(file);
    GoldenSamples.write(file, samples);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void theWorstNumberIsNamed() throws Exception {
    List<GoldenSamples.Sample> samples = List.of(sample(1), sample(-0.5f), sample(3));
    GoldenSamples.Difference worst = GoldenSamples.verify(samples, off(0.00005f));
    assertEquals(2, worst.sample());
    assertEquals(1, worst.at());
    assertEquals(0.00005, worst.size(), 1e-6);
    for (float by : new float[] {0.001f, Float.NaN, Float.POSITIVE_INFINITY}) {
      String said = refusal(() -> GoldenSamples.verify(samples, off(by)));
      assertTrue(said.contains("Golden sample 2") && said.contains("number 1 of actions"), said);
    }
    String said = refusal(() -> GoldenSamples.verify(samples, inputs -> Map.of()));
    assertTrue(said.contains("“actions” as <f4[1, 2, 2], and the model gives none"), said);
  }

  @Test
  void aFileOfStrangersIsReadWithCare() throws Exception {
    Path file = temp.resolve("golden.npz");
    GoldenSamples.write(file, List.of(sample(1), sample(2)));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 41) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(refusal(() -> GoldenSamples.read(file)).contains("golden.npz"));
    }
    for (int at = 0; at < whole.length; at += 7) {
      byte[] bad = whole.clone();
      bad[at] ^= 0x11;
      Files.write(file, bad);
      try {
        assertEquals(2, GoldenSamples.read(file).size());
      } catch (PackException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("golden.npz"), e.getMessage());
      }
    }
    GoldenSamples.write(file, List.of(sample(Float.NaN)));
    assertTrue(refusal(() -> GoldenSamples.read(file)).contains("“NaN” in"));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("../evil.npy"));
    }
    assertTrue(refusal(() -> GoldenSamples.read(file)).contains("no sample"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable step) {
    return String.valueOf(assertThrows(PackException.class, step).getMessage());
  }
}
