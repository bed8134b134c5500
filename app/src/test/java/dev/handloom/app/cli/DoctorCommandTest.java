package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Neighbourhood;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.link.Link;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.wire.PtyWire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The doctor and the watch, at real ports.
class DoctorCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void onlyWhereThereArePseudoTerminals() {
    Assumptions.assumeTrue(PtyWire.available());
  }

  private Path rig(String driver, String address) throws IOException {
    return Files.writeString(
        folder.resolve("bench.json"),
        """
        {"name": "Bench", "devices": [
          {"id": "left-glove", "driver": "%s", "address": "%s@115200",
           "settings": {}}]}
        """
            .formatted(driver, address));
  }

  @Test
  void aHealthyDeviceIsGoodPointByPoint() throws Exception {
    try (SimulatedRig device = SimulatedRig.start(3, "left-glove")) {
      Path file = rig("lucidglove", device.serve("left-glove", null));
      Ran ran = Ran.handloom(folder, "doctor", file, "--json").good();
      JsonNode glove = ran.json().get("devices").get(0);
      assertEquals("left-glove", glove.get("device").stringValue());
      List<String> subjects = new ArrayList<>();
      glove
          .get("points")
          .forEach(point -> {
            subjects.add(point.get("subject").stringValue());
            assertFalse(point.get("verdict").stringValue().equals("WRONG"), point::toString);
          });
      assertTrue(
          subjects.containsAll(List.of("Port", "Permission", "Samples", "Rate", "Clock")),
          subjects::toString);
    }
  }

  @Test
  void whatAPersonShouldKnowOfAHeadsetIsNoFault() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("headset.json"),
            """
            {"name": "Bench", "devices": [
              {"id": "headset", "driver": "openxr", "address": "sim:openxr-headset",
               "settings": {"draw": "true"}}]}
            """);
    Ran ran = Ran.handloom(folder, "doctor", file).forPeople();
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().contains("Simulated OpenXR 1.0.0, as one who draws"), ran::out);
    assertTrue(ran.out().contains("note   To know       The headset shows black"), ran::out);
  }

  @Test
  void anotherDeviceOnThePortIsNamedWithWhatToWrite() throws Exception {
    try (SimulatedRig device = SimulatedRig.start(3, "left-glove")) {
      Path file = rig("feetech", device.serve("left-glove", null));
      Ran ran = Ran.handloom(folder, "doctor", file).forPeople();
      assertEquals(1, ran.code(), ran::toString);
      assertTrue(ran.out().contains("looks like \"LucidGloves"), ran::out);
      assertTrue(
          ran.out().contains("\"driver\": \"lucidglove\", \"address\": \"serial:"), ran::out);
    }
  }

  @Test
  void aPortThatSomebodyElseHasIsSaidToBeBusy() throws Exception {
    try (PtyWire wire = PtyWire.make();
        Link other = wire.open()) {
      Path file = rig("lucidglove", wire.address());
      Ran ran = Ran.handloom(folder, "doctor", "--rig", file, "left-glove").forPeople();
      assertEquals(1, ran.code(), other::title);
      assertTrue(ran.out().contains("wrong  Samples"), ran::out);
      assertTrue(ran.out().contains("open"), ran::out);
      Ran alone = Ran.handloom(folder, "doctor", wire.address()).forPeople();
      assertEquals(1, alone.code(), alone::toString);
      assertTrue(alone.out().contains("→ Close what else uses it"), alone::out);
    }
  }

  @Test
  void whatIsNotPluggedInAndWhatIsNotInTheRig() throws Exception {
    Path file = rig("lucidglove", "serial:usb-NONE77");
    Ran ran = Ran.handloom(folder, "doctor", file).forPeople();
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(ran.out().contains("Nothing is plugged in under serial:usb-NONE77"), ran::out);
    Ran.handloom(folder, "doctor", "--rig", file, "right-glove")
        .refused(3, "no device right-glove", "left-glove");
    Ran.handloom(folder, "devices", "--listen").refused(2, "--listen goes with --watch");
  }

  @Test
  void theWatchTellsPlugAndUnplugWithWhatItIsAndWhy() throws Exception {
    List<Attached> there = new ArrayList<>();
    Surroundings around = () -> new Surroundings.Seen(there, List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlugLines lines =
        new PlugLines(
            new Terminal(out, new ByteArrayOutputStream(), false),
            new Neighbourhood(around),
            true,
            true);
    try (SimulatedRig device = SimulatedRig.start(3, "left-glove")) {
      String address = device.serve("left-glove", null);
      lines.look();
      there.add(
          new Attached(
              Attached.Kind.SERIAL,
              address,
              address.substring("serial:".length()),
              0x1a86,
              0x7523,
              "USB Serial"));
      lines.look();
      there.clear();
      lines.look();
    }
    String[] said = out.toString(StandardCharsets.UTF_8).split("\n");
    assertEquals(2, said.length, out::toString);
    JsonNode plugged = JsonMapper.shared().readTree(said[0]);
    assertEquals("plugged", plugged.get("event").stringValue());
    JsonNode first = plugged.get("examined").get("suspicions").get(0);
    assertEquals("lucidglove", first.get("driver").stringValue());
    assertTrue(first.get("reason").stringValue().contains("baud"), first::toString);
    assertEquals("unplugged", JsonMapper.shared().readTree(said[1]).get("event").stringValue());
  }
}
