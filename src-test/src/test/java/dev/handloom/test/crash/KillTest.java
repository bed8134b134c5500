package dev.handloom.test.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  /// `.ci/run` kills two hundred.
  private static final int KILLS = 5;

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void nothingAcknowledgedIsMissingAfterAKill() throws Exception {
    long seed = System.nanoTime();
    List<String> wrong =
        KillTable.run(folder, KILLS, KILLS, seed, false).stream()
            .filter(row -> row.wrong() != null)
            .map(row -> Objects.requireNonNull(row).text())
            .toList();
    assertEquals(List.of(), wrong, "seed " + seed);
  }
}
