package dev.handloom.app.retarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetMaker;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigRobotTest {
  private static final String GLOVE = "left-glove";
  private static final RetargetSettings OTHER = new RetargetSettings(Objective.VECTOR, 1.25, 0.002);

  @TempDir Path folder;

  private static RigFile rig() {
    return new RigFile(
        "One glove", 7, List.of(SimulatedRig.config(GLOVE), SimulatedRig.config("gripper")));
  }

  private static String robotOf(Workplace workplace) {
    return workplace.rig().hub().find(GLOVE + RigRobot.PART).stream()
        .map(stream -> String.valueOf(stream.spec().maker()))
        .findFirst()
        .orElse("");
  }

  private static void copy(String resource, Path to) throws Exception {
    try (InputStream in = RobotHands.class.getResourceAsStream(resource)) {
      Files.createDirectories(to.getParent());
      Files.copy(Objects.requireNonNull(in), to);
    }
  }

  @Test
  void aRobotIsPutOnARigWrittenReadAgainAndTakenOff() throws Exception {
    RigFile with = RigRobot.with(rig(), GLOVE, "humanoid-6", OTHER);
    Path file = folder.resolve("rig.json");
    with.write(file);
    RigFile read = RigFile.read(file);
    DeviceConfig glove = read.devices().getFirst();
    assertEquals("humanoid-6", RigRobot.named(glove));
    assertEquals(OTHER, RigRobot.settings(glove));
    assertEquals("", RigRobot.named(read.devices().getLast()));
    try (Workplace workplace = Workplace.open(read, DelayBook.EMPTY)) {
      RetargetMaker maker = RetargetMaker.parse(robotOf(workplace)).orElseThrow();
      assertEquals("humanoid-6", maker.hand());
      assertEquals(OTHER, maker.settings());
      assertTrue(maker.mirrored(), "a left hand, and ours is a right one");
    }
    RigFile off = RigRobot.with(read, GLOVE, null, OTHER);
    assertEquals(rig().devices().getFirst().settings(), off.devices().getFirst().settings());
    try (Workplace workplace = Workplace.open(off, DelayBook.EMPTY)) {
      assertEquals("", robotOf(workplace));
    }
    RigFile usual = RigRobot.with(rig(), GLOVE, "gripper", RetargetSettings.USUAL);
    assertEquals(
        Map.of("retarget", "gripper"),
        RigRobot.with(usual, GLOVE, "gripper", RetargetSettings.USUAL)
            .devices()
            .getFirst()
            .settings()
            .entrySet()
            .stream()
            .filter(each -> each.getKey().startsWith("retarget"))
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void aDescriptionIsFoundBesideTheRigsFile() throws Exception {
    copy("four-finger-16.urdf", folder.resolve("rigs/hands/own.urdf"));
    copy("four-finger-16.mapping.json", folder.resolve("rigs/hands/own.mapping.json"));
    Path file = folder.resolve("rigs/rig.json");
    RigRobot.with(rig(), GLOVE, "hands/own.urdf", RetargetSettings.USUAL).write(file);
    assertFalse(Files.exists(Path.of("hands/own.urdf")), "not where the test was started");
    try (Workplace workplace = Workplace.open(RigFile.read(file), DelayBook.EMPTY)) {
      assertTrue(robotOf(workplace).contains(" own#"), robotOf(workplace));
    }
  }

  private static String refusal(RigFile file) {
    return String.valueOf(
        assertThrows(RigFileException.class, () -> Workplace.open(file, DelayBook.EMPTY))
            .getMessage());
  }

  @Test
  void whatCannotFollowIsSaidBeforeAnythingStarts() throws Exception {
    String none = refusal(RigRobot.with(rig(), GLOVE, "no/such.urdf", RetargetSettings.USUAL));
    assertTrue(none.contains(GLOVE) && none.contains("no/such.urdf"), none);
    Path broken = folder.resolve("broken.urdf");
    Files.writeString(broken, "<robot name='r'><link name='a'/><joint");
    String bad = refusal(RigRobot.with(rig(), GLOVE, broken.toString(), RetargetSettings.USUAL));
    assertTrue(bad.contains("broken.urdf") && !bad.contains("Exception"), bad);
    String gripper = refusal(RigRobot.with(rig(), "gripper", "humanoid-6", RetargetSettings.USUAL));
    assertTrue(gripper.contains("feel or see a hand"), gripper);
    RigFile far = RigRobot.with(rig(), GLOVE, "humanoid-6", RetargetSettings.USUAL);
    DeviceConfig glove = far.devices().getFirst();
    String scale =
        refusal(
            far.with(List.of(glove.with(Map.of("retarget", "humanoid-6", "retarget_scale", "9")))));
    assertTrue(scale.contains("retarget_scale"), scale);
  }
}
