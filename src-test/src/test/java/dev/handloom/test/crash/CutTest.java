package dev.handloom.test.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CutTest {
  /// `.ci/run` cuts at every byte. No power of two: chunks and boxes like those.
  private static final int STRIDE = 149;

  @Test
  @Timeout(900)
  void whatIsLeftOfATakeThatWasCutAnywhereIsTrueOrSaysWhyNot() throws Exception {
    Path folder = Files.createTempDirectory(KillTable.place(), "handloom-cuts");
    try {
      CutTable.Found found = CutTable.run(folder, STRIDE);
      assertEquals(List.of(), found.wrong());
      assertTrue(found.lines().size() >= 7, found.lines().toString());
    } finally {
      KillTable.delete(folder);
    }
  }
}
