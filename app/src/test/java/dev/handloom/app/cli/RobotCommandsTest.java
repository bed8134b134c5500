package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Channel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Robots' hands at the terminal: which there are, and an episode's targets made again.
class RobotCommandsTest {
  @TempDir Path folder;

  private Path rig() throws Exception {
    DeviceConfig glove = SimulatedRig.config("left-glove");
    Map<String, String> settings = new HashMap<>(glove.settings());
    settings.put("retarget", "four-finger-16");
    Path file = folder.resolve("rig.json");
    new RigFile("One glove", 7, List.of(glove.with(settings))).write(file);
    return file;
  }

  private void record(Path rig, String person) {
    Ran.handloom(
            folder,
            "record",
            "--rig",
            rig,
            "--task",
            "t",
            "--person",
            person,
            "--seconds",
            2,
            "--anyway")
        .good();
  }

  private static JsonNode stream(JsonNode derived, String name) {
    for (JsonNode each : derived.get("streams")) {
      if (each.get("name").asString().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name + " is not in " + derived);
  }

  private static void same(JsonNode stream) {
    assertTrue(stream.get("live").asInt() > 50, stream.toString());
    assertEquals(stream.get("live").asInt(), stream.get("liveSame").asInt(), stream.toString());
  }

  /// The robot as recorded live against the one made again: from the hands as recorded where nobody
  /// was calibrated, from the raw glove where somebody was.
  @Test
  void aRobotThatFollowedLiveIsMadeAgainToTheLastBit() throws Exception {
    Path rig = rig();
    record(rig, "Ann");
    JsonNode guessed = Ran.handloom(folder, "derive", "last", "--json").good().json();
    JsonNode robot = stream(guessed, "left-glove/robot");
    same(robot);
    assertTrue(robot.get("from").asString().contains("as recorded"), robot.toString());
    assertTrue(robot.get("takenOver").asInt() <= 1, robot.toString());

    calibrate(rig);
    record(rig, "Ann");
    Ran ran = Ran.handloom(folder, "derive", "last", "--json").good();
    JsonNode hand = stream(ran.json(), "left-glove/hand");
    same(hand);
    assertTrue(hand.get("from").asString().contains("again from left-glove/"), hand.toString());
    same(stream(ran.json(), "left-glove/robot"));
    Path file = Path.of(ran.json().get("file").asString());
    byte[] first = Files.readAllBytes(file);
    Ran.handloom(folder, "derive", "last").good();
    assertArrayEquals(first, Files.readAllBytes(file), "the same input, the same file");
    Ran.handloom(folder, "check").good();

    JsonNode other =
        Ran.handloom(folder, "derive", "last", "--hand", "gripper", "--json").good().json();
    assertEquals(0, stream(other, "left-glove/robot").get("live").asInt());
    assertTrue(other.get("file").asString().endsWith("gripper.mcap"));
  }

  /// A rough calibration of LeRobot's is one.
  private void calibrate(Path rig) throws Exception {
    StringBuilder json = new StringBuilder("{");
    try (Workplace workplace = Workplace.open(RigFile.read(rig), DelayBook.EMPTY)) {
      RigGlove glove = RigGlove.find(workplace, "left-glove").orElseThrow();
      for (Channel channel : glove.spec().channels()) {
        json.append(json.length() > 1 ? "," : "")
            .append(
                "\"%s\":{\"id\":1,\"drive_mode\":0,\"homing_offset\":0,".formatted(channel.name()))
            .append(
                "\"range_min\":%d,\"range_max\":%d}"
                    .formatted((int) channel.low(), (int) channel.high()));
      }
    }
    Path theirs = folder.resolve("theirs.json");
    Files.writeString(theirs, json.append("}"));
    Ran.handloom(
            folder, "profiles", "Ann", "--device", "left-glove", "--rig", rig, "--import", theirs)
        .good();
  }

  @Test
  void whatIsNoRobotIsSaid() throws Exception {
    Path rig = folder.resolve("plain.json");
    new RigFile("One glove", 7, List.of(SimulatedRig.config("left-glove"))).write(rig);
    record(rig, "Ann");
    Ran.handloom(folder, "derive", "last").refused(CommandFailed.UNUSABLE, "Name a robot hand");
    Ran.handloom(folder, "derive", "last", "--scale", 2).refused(CommandFailed.USAGE, "--hand");
    Ran.handloom(folder, "derive", "last", "--hand", "cup.urdf")
        .refused(CommandFailed.UNUSABLE, "cup.urdf");
    Ran.handloom(folder, "derive", "last", "--hand", "gripper", "--scale", 99)
        .refused(CommandFailed.USAGE, "0.2");
  }

  @Test
  void robotsAreListedShownAndAGuessIsWrittenDownOnce() throws Exception {
    String all = Ran.handloom(folder, "robots").good().out();
    for (String name : RobotHands.shipped()) {
      assertTrue(all.contains(name), all);
    }
    Path own = folder.resolve("own.urdf");
    try (InputStream in = RobotHands.class.getResourceAsStream("four-finger-16.urdf")) {
      Files.copy(Objects.requireNonNull(in), own);
    }
    String shown = Ran.handloom(folder, "robots", own).good().out();
    assertTrue(shown.contains("is a guess") && shown.contains("16 driven joints"), shown);
    assertTrue(shown.contains("thumb") && shown.contains("°"), shown);
    Ran.handloom(folder, "robots", own, "--write").good();
    assertTrue(Files.exists(folder.resolve("own.mapping.json")));
    assertTrue(Ran.handloom(folder, "robots", own).good().out().contains("is written down"));
    assertEquals(
        CommandFailed.USAGE, Ran.handloom(folder, "robots", own, "--write").forPeople().code());
    Ran.handloom(folder, "robots", "cup.urdf").refused(CommandFailed.UNUSABLE, "cup.urdf");
    Files.writeString(folder.resolve("cup.urdf"), "no XML");
    Ran.handloom(folder, "robots", folder.resolve("cup.urdf"))
        .refused(CommandFailed.UNUSABLE, "cup.urdf");
  }
}
