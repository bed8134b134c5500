package dev.handloom.preview.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dream reaches so far and no further, and is never taken for a picture of a camera.
class DreamTest {
  private static final long SEED = 7;

  private static Picture noise(Random random, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    random.nextBytes(rgb);
    return new Picture(width, height, rgb);
  }

  private static Prediction answer(double... ahead) {
    Picture picture = noise(new Random(SEED), 4, 4);
    return new Prediction(
        1,
        2,
        3,
        new float[0][],
        List.of(),
        0.1,
        java.util.Arrays.stream(ahead).mapToObj(a -> new Dream("head", a, picture)).toList(),
        java.util.Arrays.stream(ahead).mapToObj(a -> new Forecast(a, new float[1])).toList(),
        new float[0],
        Double.NaN,
        1,
        Map.of());
  }

  @Test
  void whatIsDreamedTooFarIsLeftOut() {
    Prediction near = answer(0.5, 2, Double.NaN);
    assertSame(near, DreamCap.of(near));
    Prediction capped = DreamCap.of(answer(0.5, 2, 2.1, 30));
    assertEquals(List.of(0.5, 2.0), capped.dreams().stream().map(Dream::aheadSeconds).toList());
    assertEquals(2, capped.forecasts().size());
  }

  @Test
  void theMarkIsFoundAgainAndNeverWhereItIsNot() {
    Random random = new Random(SEED);
    for (int[] size : new int[][] {{64, 64}, {160, 120}, {640, 480}, {17, 9}}) {
      Picture plain = noise(random, size[0], size[1]);
      assertFalse(DreamMark.found(plain));
      assertFalse(DreamMark.found(new Picture(size[0], size[1], new byte[plain.rgb().length])));
      byte[] packed = DreamMark.burnt(plain).rgb().clone();
      for (int i = 0; i < packed.length; i++) {
        packed[i] = (byte) Math.clamp((packed[i] & 0xFF) + random.nextInt(-40, 41), 0, 255);
      }
      assertTrue(DreamMark.found(new Picture(size[0], size[1], packed)), size[0] + " seed " + SEED);
    }
  }

  @Test
  void aKeptDreamSaysWhatItIs(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("dream.png");
    DreamFile.write(file, answer(0.5).dreams().getFirst(), "ab12", "20261121-a", 77);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("iTXtprovenance\0\0\0\0\0predicted"), text);
    assertTrue(text.contains("model\0\0\0\0\0ab12"));
    assertTrue(text.startsWith("\u0089PNG"));
  }
}
