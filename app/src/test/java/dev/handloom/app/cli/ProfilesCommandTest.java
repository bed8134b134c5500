package dev.handloom.app.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Channel;
import dev.handloom.store.library.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProfilesCommandTest {
  private static final String PERSON = "Ann Ö. \"x\"/..";

  @TempDir Path folder;
  private Path rig;
  private Path theirs;

  @BeforeEach
  void aRigOfOneGloveAndACalibrationOfLeRobots() throws Exception {
    rig = folder.resolve("rig.json");
    RigFile file = new RigFile("One glove", 7, List.of(SimulatedRig.config("left-glove")));
    file.write(rig);
    StringBuilder json = new StringBuilder("{");
    try (Workplace workplace = Workplace.open(file, DelayBook.EMPTY)) {
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
    theirs = folder.resolve("theirs.json");
    Files.writeString(theirs, json.append("}"));
    Library.open(folder.resolve("library")).close();
  }

  private Ran imported() {
    return Ran.handloom(
        folder,
        "profiles",
        PERSON,
        "--device",
        "left-glove",
        "--rig",
        rig,
        "--import",
        theirs,
        "--json");
  }

  private static Set<String> names(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }

  @Test
  void calibrationsAreImportedListedComparedExpiredUsedAgainAndExported() throws Exception {
    JsonNode first = imported().json();
    JsonNode second = imported().json();
    String a = first.get("id").asString();
    String b = second.get("id").asString();
    assertEquals("poor", first.get("grade").asString());
    assertEquals(
        Set.of(
            "advice",
            "bound",
            "device",
            "drift",
            "faults",
            "grade",
            "id",
            "parent",
            "person",
            "pinches",
            "reasons",
            "repeatability",
            "seconds",
            "side",
            "software",
            "taken"),
        names(first));
    JsonNode rows = Ran.handloom(folder, "profiles", "--json").json();
    assertEquals(2, rows.size());
    assertEquals(PERSON, rows.get(0).get("person").asString());
    assertTrue(rows.get(0).get("inUse").asBoolean());
    assertTrue(names(rows.get(0)).containsAll(Set.of("inUse", "expired", "trusted")));
    assertTrue(Ran.handloom(folder, "profiles", PERSON).good().out().startsWith("* " + b));

    JsonNode compared = Ran.handloom(folder, "profiles", "--compare", a, b, "--json").json();
    assertEquals(0, compared.get("degrees").asDouble(), 1e-9);
    Ran.handloom(folder, "profiles", "--expire", b).refused(CommandFailed.USAGE, "--why");
    Ran.handloom(folder, "profiles", "--expire", b, "--why", "the strap broke").good();
    assertTrue(Ran.handloom(folder, "profiles").good().out().contains("* " + a));
    Ran.handloom(folder, "profiles", "--use", b).good();
    assertTrue(Ran.handloom(folder, "profiles").good().out().contains("* " + b));
    Path out = folder.resolve("out.json");
    Ran.handloom(folder, "profiles", PERSON, "--export", out).good();
    assertTrue(Files.readString(out).contains("range_min"));
    Path paper = folder.resolve("paper.pdf");
    Ran.handloom(folder, "profiles", PERSON, "--print", paper).good();
    assertEquals("%PDF", new String(Files.readAllBytes(paper), 0, 4, US_ASCII));
    Ran.handloom(folder, "profiles", "Nobody", "--print", paper)
        .refused(CommandFailed.UNUSABLE, "is in use");
    Ran.handloom(folder, "profiles", "--use", "20200101").refused(CommandFailed.UNUSABLE);
  }

  @Test
  void whatCannotBeReadIsToldAndALibraryThatCannotBeWrittenToo() throws Exception {
    JsonNode first = imported().json();
    Path profiles = folder.resolve("library/profiles");
    Path kept;
    try (var files = Files.walk(profiles)) {
      kept =
          files
              .filter(f -> f.getFileName().toString().startsWith(first.get("id").asString()))
              .findFirst()
              .orElseThrow();
    }
    Files.writeString(kept.resolveSibling("20300101-000000-000.json"), "{\"format\": 1");
    Ran listed = Ran.handloom(folder, "profiles");
    assertEquals(0, listed.code());
    assertTrue(listed.out().contains(first.get("id").asString()), listed.out());
    assertTrue(listed.err().contains("damaged"), listed.err());
    Ran.handloom(folder, "profiles", "--import", theirs).refused(CommandFailed.USAGE, "PERSON");
    Path elsewhere = folder.resolve("elsewhere");
    Library.open(elsewhere).close();
    Files.writeString(elsewhere.resolve("profiles"), "a file where the folder should be");
    Ran.handloom(
            folder,
            "profiles",
            "Ann",
            "--device",
            "left-glove",
            "--rig",
            rig,
            "--import",
            theirs,
            "--library",
            elsewhere)
        .refused(CommandFailed.UNUSABLE, "could not");
  }

  @Test
  void aCheckOfARoughCalibrationSaysWhatToDoAndATakeCarriesIt() throws Exception {
    imported().good();
    Ran ran =
        Ran.handloom(
            folder,
            "calibrate",
            "left-glove",
            "--person",
            PERSON,
            "--check",
            "--rig",
            rig,
            "--json");
    JsonNode check = ran.json();
    assertEquals(
        Set.of("advice", "afterZero", "degrees", "joint", "jointDegrees", "profile", "rezeroed"),
        names(check));
    assertEquals(
        check.get("advice").asString().equals("still_good") ? 0 : CommandFailed.FINDING,
        ran.code());
    Ran.handloom(
            folder,
            "record",
            "--rig",
            rig,
            "--task",
            "t",
            "--person",
            PERSON,
            "--seconds",
            1,
            "--anyway")
        .good();
    Ran shown = Ran.handloom(folder, "show", "last").good();
    assertTrue(shown.out().contains("Holds     left-glove/hand: Calibration "), shown.out());
    assertFalse(Ran.handloom(folder, "show", "last", "--json").json().get("enclosures").isEmpty());
    Ran.handloom(folder, "check").good();
  }

  @Test
  void whatIsAskedForWronglyIsSaid() {
    Ran.handloom(folder, "calibrate", "left-glove").refused(CommandFailed.USAGE, "--person");
    Ran.handloom(folder, "calibrate", "nobody", "--person", "A", "--rig", rig)
        .refused(CommandFailed.UNUSABLE, "left-glove");
    Ran.handloom(folder, "calibrate", "gripper", "--person", "A")
        .refused(CommandFailed.UNUSABLE, "no calibration");
    Ran.handloom(folder, "calibrate", "left-glove", "--person", "A", "--rig", rig, "--size", "12")
        .refused(CommandFailed.USAGE, "--size");
    Ran.handloom(
            folder, "calibrate", "left-glove", "--person", "A", "--rig", rig, "--fingers", "toe")
        .refused(CommandFailed.USAGE, "toe");
    Ran.handloom(folder, "calibrate", "left-glove", "--person", "A", "--rig", rig, "--check")
        .refused(CommandFailed.UNUSABLE, "no calibration");
  }
}
