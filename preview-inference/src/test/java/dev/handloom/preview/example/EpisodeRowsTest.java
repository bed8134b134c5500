package dev.handloom.preview.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EpisodeRowsTest {
  @Test
  void anActionIsWhatWasMeasuredOneRowLater() {
    EpisodeRows rows = DrawnEpisode.of(1, 0);
    Example example = rows.example(20);
    for (int step = 0; step < 16; step++) {
      assertArrayEquals(rows.measured(21 + step), example.actions()[step]);
    }
    assertEquals(rows.grid().nanos(20), example.observation().capturedNanos());
    List<Picture> shown =
        Objects.requireNonNull(example.observation().pictures().get("head/video"));
    assertArrayEquals(rows.picture(0, 18).rgb(), shown.getFirst().rgb());
    assertArrayEquals(rows.picture(0, 20).rgb(), shown.getLast().rgb());
    assertArrayEquals(
        rows.picture(0, 32).rgb(),
        Objects.requireNonNull(example.futures().get("head/video")).get(2).rgb());
    assertArrayEquals(rows.state(36), example.futureStates()[3]);
  }

  @Test
  void aRowThatLacksAPictureIsNoExample() {
    int[] whole = DrawnEpisode.of(1, 0).usable();
    assertEquals(2, whole[0]);
    assertEquals(90 - 1 - 16, whole[whole.length - 1]);
    EpisodeRows lacking = DrawnEpisode.of(1, 0, 40);
    List<Integer> usable = Arrays.stream(lacking.usable()).boxed().toList();
    // Shown at 40 and two rows later; wanted 4, 8, 12 and 16 rows before.
    for (int row : new int[] {40, 42, 36, 32, 28, 24}) {
      assertFalse(usable.contains(row), "row " + row);
    }
    assertTrue(usable.contains(41));
    assertEquals(whole.length - 6, usable.size());
    assertFalse(lacking.askable(40));
    assertTrue(lacking.askable(36));
  }

  @Test
  void meansAndSpreadsAreOfTheEpisodesAndStillChannelsAreNotBlownUp() throws Exception {
    Wants wants = DrawnEpisode.wants();
    Normalisation normalisation = new Normalisation(wants);
    EpisodeRows rows = DrawnEpisode.of(1, 0.3);
    normalisation.add(rows);
    Wants normal = normalisation.wants();
    int[] usable = rows.usable();
    double mean = Arrays.stream(usable).mapToDouble(r -> rows.state(r, 0)).average().orElseThrow();
    double variance =
        Arrays.stream(usable)
            .mapToDouble(r -> Math.pow(rows.state(r, 0) - mean, 2))
            .average()
            .orElseThrow();
    Channel x = normal.state().getFirst();
    assertEquals(mean, x.mean(), 1e-9);
    assertEquals(Math.sqrt(variance), x.spread(), 1e-9);
    // Relative: to the state at the observation.
    double relative =
        Arrays.stream(usable)
            .mapToDouble(r -> {
              double sum = 0;
              for (int k = 1; k <= 16; k++) {
                sum += rows.state(r + k, 0) - rows.state(r, 0);
              }
              return sum / 16;
            })
            .average()
            .orElseThrow();
    assertEquals(relative, normal.actions().getFirst().mean(), 1e-9);
    assertTrue(normal.actions().getFirst().relative());
    assertThrows(ExampleException.class, () -> new Normalisation(wants).wants());
  }

  @Test
  void aPictureIsScaledByTheMeanOfWhatEachPixelCovers() {
    int width = 12;
    int height = 6;
    ByteBuffer bgra = ByteBuffer.allocateDirect(width * height * 4);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bgra.put((byte) 10).put((byte) 20).put((byte) (x < 6 ? 100 : 200)).put((byte) 255);
      }
    }
    byte[] half = new Scaler(width, height, 4, 2, Fit.STRETCH).scale(bgra).rgb();
    assertArrayEquals(new byte[] {100, 20, 10}, Arrays.copyOfRange(half, 3, 6));
    assertArrayEquals(new byte[] {(byte) 200, 20, 10}, Arrays.copyOfRange(half, 6, 9));
    // 12 to 5: the middle pixel covers both halves alike.
    byte[] odd = new Scaler(width, height, 5, 1, Fit.STRETCH).scale(bgra).rgb();
    assertEquals(150, odd[6] & 0xFF);
    // All of it in a square: black above and below.
    byte[] whole = new Scaler(width, height, 6, 6, Fit.WHOLE).scale(bgra).rgb();
    assertEquals(0, whole[0]);
    assertEquals(100, whole[3 * 2 * 6]);
    assertEquals(0, whole[3 * 5 * 6]);
    // What fills it, from the middle: three columns of each half.
    byte[] fill = new Scaler(width, height, 6, 6, Fit.FILL).scale(bgra).rgb();
    assertEquals(100, fill[3 * 2]);
    assertEquals(200, fill[3 * 3] & 0xFF);
    byte[] large = new Scaler(width, height, 24, 12, Fit.STRETCH).scale(bgra).rgb();
    assertEquals(100, large[0]);
    assertEquals(125, large[3 * 11] & 0xFF);
    assertEquals(175, large[3 * 12] & 0xFF);
  }

  @Test
  void aPackSaysWhichEpisodesItLearntFrom(@TempDir Path pack) throws Exception {
    assertTrue(TrainingEpisodes.read(pack).isEmpty());
    TrainingEpisodes.write(pack, List.of("b", "a"));
    assertEquals(Set.of("a", "b"), TrainingEpisodes.read(pack).orElseThrow());
  }
}
