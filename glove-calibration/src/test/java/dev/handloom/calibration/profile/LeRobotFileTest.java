package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.wearer.WornGlove;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeRobotFileTest {
  private static final Instant NOW = Instant.parse("2026-11-16T09:00:00Z");

  @TempDir Path folder;

  @Test
  void aFileOfTheirsIsReadAsTheyWriteIt() throws Exception {
    Path file = folder.resolve("glove.json");
    Files.writeString(
        file,
        """
        {"pinky_mcp_flexion": {"id": 14, "drive_mode": 1, "homing_offset": 0,
                               "range_min": 758, "range_max": 3292}}
        """);
    Map<String, LeRobotFile.Joint> joints = LeRobotFile.read(file);
    assertEquals(new LeRobotFile.Joint(14, 1, 0, 758, 3292), joints.get("pinky_mcp_flexion"));
  }

  @Test
  void rangesGoThereAndComeBackAsAHandWithWideBounds() throws Exception {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 21);
    Profile profile = worn.profile(NOW);
    Path file = folder.resolve("glove.json");
    LeRobotFile.export(profile, file);
    Map<String, LeRobotFile.Joint> joints = LeRobotFile.read(file);
    assertEquals(16, joints.size());
    Profile back = LeRobotFile.convert(joints, worn.wearing(), worn.reader.channels(), NOW, "test");
    assertEquals(Grade.POOR, back.quality().grade());
    // What was not measured is not a number, on disk as well.
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(back, null);
    Profile kept = shelf.history(back.person(), back.device()).current().orElseThrow();
    assertTrue(Double.isNaN(kept.quality().repeatability()));
    double[] angles = new double[HandAngles.COUNT];
    double[] theirs = new double[HandAngles.COUNT];
    double[] wide = new double[HandAngles.COUNT];
    double[] fist = profile.holds().get(2).mean();
    profile.model().predictor().angles(fist, angles);
    var predictor = back.model().predictor();
    predictor.angles(fist, theirs);
    predictor.bounds(wide);
    for (int finger = 1; finger < 5; finger++) {
      int mcp = finger * HandAngles.PER_FINGER;
      assertEquals(angles[mcp], theirs[mcp], 0.3);
      assertTrue(wide[mcp] > 0.05, "A range says little: " + wide[mcp]);
    }
  }

  @Test
  void aGloveThatSpeaksInAnglesHasNothingForThem() {
    Profile profile = new WornRun(WornGlove.Kind.ANGLES, 3).profile(NOW);
    assertThrows(
        ProfileException.class, () -> LeRobotFile.export(profile, folder.resolve("no.json")));
  }
}
