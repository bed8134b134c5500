package dev.handloom.test.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PreviewBenchmarkTest {
  @Test
  void aPreviewTakesNothingFromARecording() throws Exception {
    assertEquals(0, new PreviewBenchmark().run(List.of("--seconds", "4")));
  }
}
