package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmModel;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmQuality;
import dev.handloom.calibration.arm.Encoder;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.store.library.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ArmAtTerminalTest {
  private static final List<String> JOINTS =
      List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll", "gripper");

  private static final String RIG =
      """
      {"name": "Arm", "seed": 3, "devices": [
        {"id": "leader", "driver": "feetech", "role": "leader arm", "address": "sim:so101-leader",
         "settings": {"answer_ms": "150"}}
      ]}
      """;

  @TempDir Path folder;

  private Path rig() throws Exception {
    Path file = folder.resolve("rig.json");
    Files.writeString(file, RIG);
    return file;
  }

  private ArmShelf shelf() {
    return new ArmShelf(folder.resolve("library").resolve("profiles"));
  }

  private void profile() throws Exception {
    List<ArmJoint> joints = new ArrayList<>();
    for (int j = 0; j < JOINTS.size(); j++) {
      Encoder encoder = new Encoder(JOINTS.get(j), j, -1, 4096, false, 0, 4095);
      double gain = (j % 2 == 0 ? 1 : -1) * 2 * Math.PI / 4096;
      joints.add(new ArmJoint(encoder, null, 1500 + 200 * j, gain, -1.2, 1.6, 0.02, 0.004));
    }
    double[] none = new double[JOINTS.size()];
    ArmQuality quality =
        new ArmQuality(
            Grade.GOOD, none, none, none, none, none, 80, List.of(), List.of(), List.of());
    shelf()
        .keep(
            ArmProfile.of(
                "Ada",
                "leader simulated",
                JOINTS,
                Instant.EPOCH,
                "test",
                new ArmCalibration(new ArmModel(joints), quality)),
            null);
  }

  @Test
  void whatServosKeepIsShownAndOnlyWrittenWhenItIsAskedFor() throws Exception {
    profile();
    Object[] show = {
      "calibrate", "leader", "--rig", rig(), "--person", "Ada", "--servos", "--json"
    };
    JsonNode rows = Ran.handloom(folder, show).json().get("rows");
    assertEquals(6, rows.size());
    assertEquals(0, rows.get(0).get("theirs").get("homing").asInt());
    assertEquals(1500 - 2047, rows.get(0).get("ours").get("homing").asInt());

    Path file = folder.resolve("leader.json");
    Ran table =
        Ran.handloom(
            folder,
            "calibrate",
            "leader",
            "--rig",
            rig(),
            "--person",
            "Ada",
            "--servos",
            "--lerobot",
            file);
    assertEquals(CommandFailed.FINDING, table.code(), table::toString);
    assertTrue(table.out().contains("shoulder pan"), table.out());
    assertTrue(Files.readString(file).contains("\"homing_offset\" : -547"));

    Ran written =
        Ran.handloom(
            folder, "calibrate", "leader", "--rig", rig(), "--person", "Ada", "--write-servos");
    written.good();
    assertTrue(written.out().contains("Before:"), written.out());
    assertTrue(written.out().contains("read back"), written.out());
    // Simulated servos are new in every simulation, so that no profile would fit what was written.
    assertEquals(1, shelf().history("leader simulated").profiles().size());
  }

  @Test
  void withoutAProfileThereIsNothingToCompareWith() throws Exception {
    Ran.handloom(folder, "calibrate", "leader", "--rig", rig(), "--person", "Bo", "--servos")
        .refused(CommandFailed.UNUSABLE, "no profile of leader");
  }

  @Test
  void profilesListsArmsAndTakesThemOutOfUseAndBack() throws Exception {
    profile();
    Library.open(folder.resolve("library")).close();
    String id = shelf().history("leader simulated").profiles().getFirst().id();
    assertTrue(profiles().good().out().startsWith("* " + id), profiles()::toString);
    assertTrue(profiles("--device", "other").good().out().contains("No glove or arm"));
    profiles("--expire", id).refused(CommandFailed.USAGE, "--why");
    profiles("--expire", id, "--why", "new magnet").good();
    assertTrue(profiles().out().contains("out of use: new magnet"));
    JsonNode row = profiles("--json").json().get(0);
    assertEquals("arm", row.get("kind").asString());
    assertEquals(false, row.get("inUse").asBoolean());
    profiles("--use", id).good();
    assertEquals(true, profiles("--json").json().get(0).get("inUse").asBoolean());
  }

  private Ran profiles(Object... more) {
    List<Object> all = new ArrayList<>(List.of("profiles"));
    all.addAll(List.of(more));
    return Ran.handloom(folder, all.toArray());
  }
}
