package dev.handloom.test.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KillTest {
  /// `.ci/run` kills two hundred.
  private static final int KILLS = 5;

  private static final int AT_ONCE = 2;

  @Test
  @Timeout(900)
  void nothingAcknowledgedIsMissingAfterAKill() throws Exception {
    long seed = System.nanoTime();
    Path folder = Files.createTempDirectory(KillTable.place(), "handloom-kills");
    try {
      List<String> wrong =
          KillTable.run(folder, KILLS, AT_ONCE, seed).stream()
              .filter(row -> row.wrong() != null)
              .map(KillTable.Row::text)
              .toList();
      assertEquals(List.of(), wrong, "seed " + seed);
    } finally {
      KillTable.delete(folder);
    }
  }
}
