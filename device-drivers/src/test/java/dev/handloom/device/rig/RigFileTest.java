package dev.handloom.device.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigFileTest {
  private static final String GOOD =
      """
      {
        "name": "Bench 3",
        "seed": 42,
        "devices": [
          {
            "id": "left-glove",
            "driver": "lucidglove",
            "address": "serial:/dev/ttyUSB0@115200",
            "settings": {
              "side": "left",
              "max": 4095
            }
          },
          {
            "id": "head-camera",
            "driver": "frames",
            "role": "camera on the head",
            "address": "sim:head-camera"
          }
        ]
      }
      """;

  @Test
  void readsAGoodFile() throws Exception {
    RigFile rig = RigFile.parse(GOOD);
    assertEquals("Bench 3", rig.name());
    assertEquals(42, rig.seed());
    DeviceConfig glove = rig.devices().getFirst();
    assertEquals("left glove", glove.role());
    assertEquals("4095", glove.setting("max", ""));
    assertEquals(5, glove.line());
    assertTrue(rig.simulated());
    assertEquals("camera on the head", rig.devices().getLast().role());
  }

  /// Replaces a piece of the good file and expects a complaint about a line with a word in it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"left-glove\"|\"Left Glove\"|6|lower-case",
        "\"id\": \"left-glove\",|\"id\": 5,|6|must be a text",
        "\"head-camera\",|\"left-glove\",|14|Two devices",
        "\"driver\": \"frames\",||14|\"driver\" is missing",
        "\"seed\"|\"sead\"|3|\"sead\"",
        "\"seed\": 42|\"seed\": 4.5|3|whole number",
        "\"max\": 4095|\"max\": [1]|11|setting max",
        "\"side\": \"left\"|\"side\": \"left\", \"side\": \"right\"|10|JSON",
        "\"role\"|\"roll\"|17|\"roll\"",
        "\"name\": \"Bench 3\",|\"name\": \"Bench 3\"|3|JSON",
        "\"settings\": {|\"settings\": 5, \"x\": {|9|",
      })
  void aFaultIsNamedWithItsLine(String from, String to, int line, String word) {
    String broken = GOOD.replace(from, to == null ? "" : to);
    assertTrue(!broken.equals(GOOD), "nothing was broken");
    RigFileException e = assertThrows(RigFileException.class, () -> RigFile.parse(broken));
    assertEquals(line, e.line(), e.getMessage());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("Line " + line + ": "), message);
    assertTrue(word == null || message.contains(word), message);
  }

  @Test
  void anEmptyFileAndNoDevicesAreFaults() {
    assertThrows(RigFileException.class, () -> RigFile.parse(""));
    assertThrows(RigFileException.class, () -> RigFile.parse("{\"devices\": []}"));
    assertThrows(RigFileException.class, () -> RigFile.parse("[]"));
    assertThrows(RigFileException.class, () -> RigFile.parse(GOOD + "{}"));
  }

  @Test
  void anUnknownDriverIsNamedWithThoseThereAre() throws Exception {
    RigFile rig = RigFile.parse(GOOD.replace("\"frames\"", "\"webcam\""));
    RigFileException e =
        assertThrows(RigFileException.class, () -> new Drivers().of(rig.devices().getLast()));
    assertEquals(14, e.line());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("webcam") && message.contains("lucidglove"), message);
  }

  @Test
  void whatIsWrittenIsReadAgainAsItWas(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws Exception {
    RigFile rig =
        new RigFile(
            "Bench \"3\" \\ left\n",
            7,
            java.util.List.of(
                new DeviceConfig(
                    "grip",
                    "line",
                    "left gripper",
                    "sim:gripper",
                    java.util.Map.of("max", "4095", "flip", "true", "serial", "007", "c", "a,b"),
                    0)));
    java.nio.file.Path file = folder.resolve("rigs/bench.json");
    rig.write(file);
    rig.write(file);
    RigFile again = RigFile.read(file);
    assertEquals(rig.name(), again.name());
    assertEquals(7, again.seed());
    DeviceConfig device = again.devices().getFirst();
    assertEquals(rig.devices().getFirst().settings(), device.settings());
    assertEquals("left gripper", device.role());
    try (var files = java.nio.file.Files.list(folder.resolve("rigs"))) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void filesThatARigNamesAreFoundBesideItsFile(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    java.nio.file.Path file = folder.resolve("rigs/bench.json");
    RigFile rig = RigFile.parse(GOOD);
    assertEquals(java.nio.file.Path.of("hand.urdf"), rig.place("hand.urdf"));
    rig.write(file);
    RigFile read = RigFile.read(file);
    assertEquals(folder.resolve("rigs/hand.urdf"), read.place("hand.urdf"));
    java.nio.file.Path elsewhere = folder.resolve("elsewhere.urdf").toAbsolutePath();
    assertEquals(elsewhere, read.place(elsewhere.toString()));
    assertEquals(read.folder(), read.with(java.util.List.of(read.devices().getFirst())).folder());
    assertEquals(read.folder(), read.with(read.devices().getFirst()).folder());
  }
}
