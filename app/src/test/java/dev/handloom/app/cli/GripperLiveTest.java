package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A gripper from its calibration to widths in an episode, and those made again from its pictures.
class GripperLiveTest {
  private static final String CAMERA = "gripper-camera";

  @TempDir Path folder;

  private Ran run(Object... arguments) {
    return Ran.handloom(folder, arguments);
  }

  @Test
  void aRunIsKeptItsWidthsAreRecordedLiveAndMadeAgainWithWhatTheEpisodeCarries() throws Exception {
    Path rig = folder.resolve("rig.json");
    new RigFile(
            "A gripper", 11, List.of(SimulatedRig.config("gripper"), SimulatedRig.config(CAMERA)))
        .write(rig);
    JsonNode profile = run("calibrate", CAMERA, "--gripper", "--rig", rig, "--json").good().json();
    assertEquals(85, profile.get("openMm").asDouble(), 2);
    JsonNode check = profile.get("encoder").get("check");
    assertTrue(check.get("p95Mm").asDouble() < 6, check.toString());
    assertTrue(profile.get("quality").get("reasons").toString().contains("published"));

    JsonNode row = run("profiles", "--json").good().json().get(0);
    String id = row.get("id").asString();
    assertEquals("gripper", row.get("kind").asString());
    assertTrue(row.get("inUse").asBoolean());
    assertTrue(run("profiles").good().out().contains("* " + id));

    run("record", "--rig", rig, "--task", "Grasp", "--seconds", 3).good();
    JsonNode made = run("width", "last", "--json").good().json();
    assertTrue(made.get("live").get("compared").asInt() > 2, made.toString());
    assertTrue(made.get("live").get("p95Mm").asDouble() < 0.6, made.toString());
    run("check", "last").good();

    run("profiles", "--expire", id, "--why", "fingers changed").good();
    assertTrue(run("profiles").good().out().contains("out of use: fingers changed"));
    run("record", "--rig", rig, "--task", "Grasp", "--seconds", 1).good();
    run("width", "last").refused(CommandFailed.USAGE, "Where is it closed?");
    run("profiles", "--use", id).good();
    assertTrue(run("profiles").good().out().contains("* " + id));
  }

  @Test
  void whatCannotBeIsSaid() throws Exception {
    Path rig = folder.resolve("rig.json");
    new RigFile("A gripper", 12, List.of(SimulatedRig.config(CAMERA))).write(rig);
    run("calibrate", CAMERA, "--gripper", "--rig", rig, "--tags", "0,0")
        .refused(CommandFailed.USAGE, "different");
    run("calibrate", CAMERA, "--gripper", "--rig", rig, "--encoder", "no/such")
        .refused(CommandFailed.USAGE, "no/such");
    run("calibrate", CAMERA, "--gripper", "--rig", rig, "--intrinsics", folder.resolve("none.json"))
        .refused(CommandFailed.UNUSABLE, "none.json");
  }
}
