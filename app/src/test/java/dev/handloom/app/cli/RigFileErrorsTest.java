package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigFileErrorsTest {
  @TempDir Path folder;

  /// Both commands that read a rig file say what is wrong with it, and where; nothing is made.
  private void wrong(String rig, String... words) throws IOException {
    wrong(rig.getBytes(StandardCharsets.UTF_8), words);
  }

  private void wrong(byte[] rig, String... words) throws IOException {
    Path file = folder.resolve("rig.json");
    Files.write(file, rig);
    Path library = folder.resolve("library");
    Ran.handloom(folder, "devices", "--rig", file).refused(3, words).refused(3, file.toString());
    Ran.handloom(
            folder, "record", "--rig", file, "--task", "pour", "--seconds", 1, "--library", library)
        .refused(3, words);
    assertFalse(Files.exists(library));
  }

  private static String rig(String device) {
    return "{\"name\": \"bench\",\n \"devices\": [\n  " + device + "\n]}";
  }

  private static String glove(String id, String more) {
    return "{\"id\": \"%s\", \"driver\": \"lucidglove\", \"address\": \"sim:left-glove\"%s}"
        .formatted(id, more);
  }

  @Test
  void aFileThatIsNotThereOrNoFile() {
    Path missing = folder.resolve("missing.json");
    Ran.handloom(folder, "devices", "--rig", missing)
        .refused(3, "There is no such rig file: " + missing);
    Ran.handloom(folder, "devices", "--rig", folder).refused(3, "this is a folder: " + folder);
  }

  @Test
  void whatIsNoJson() throws IOException {
    wrong("", "Line 1: The file is empty");
    wrong("garbage", "Line 1: This is not JSON", "'garbage'");
    wrong("{\"devices\":\n [", "Line 2: This is not JSON: it ends in the middle");
    byte[] noise = new byte[3000];
    new Random(7).nextBytes(noise);
    wrong(noise, "Line 1: This is not JSON");
    wrong("[".repeat(5000), "This is not JSON");
    wrong(rig(glove("a", "")) + "\nmore", "Line 5");
  }

  @Test
  void whatIsNoRig() throws IOException {
    wrong("[]", "Line 1", "must be an object");
    wrong("{\"devices\": []}", "The rig has no devices");
    wrong("{\"name\": 3,\n \"devices\": []}", "Line 1", "name");
    wrong(rig("3"), "Line 3", "must be an object");
    wrong(rig("{\"id\": \"a\"}"), "Line 3", "\"driver\" is missing");
    wrong(rig(glove("A b", "")), "Line 3", "lower-case");
    wrong(rig(glove("a", ",\n\"colour\": 1")), "Line 4", "\"colour\"");
    wrong(rig(glove("a", ", \"id\": \"b\"")), "Line 3", "Duplicate");
    wrong(rig(glove("a", "") + ",\n" + glove("a", "")), "Line 4", "Two devices are called a");
  }

  @Test
  void whatNoDriverOrLinkCanDo() throws IOException {
    wrong(
        rig("{\"id\": \"a\", \"driver\": \"toaster\", \"address\": \"sim:left-glove\"}"),
        "Line 3",
        "\"toaster\"",
        "lucidglove");
    wrong(rig(glove("a", ", \"settings\": {\"max\": \"x\"}")), "Line 3", "\"max\"", "4095 or 1023");
    wrong(rig(glove("a", ", \"settings\": {\"maxx\": 1}")), "Line 3", "\"maxx\" of device a");
    wrong(rig(glove("a", ", \"settings\": {\n\"max\": {}}")), "Line 4", "max");
    wrong(
        rig("{\"id\": \"a\", \"driver\": \"lucidglove\", \"address\": \"sim:toaster\"}"),
        "Line 3",
        "no simulated device \"toaster\"");
    wrong(
        rig("{\"id\": \"a\", \"driver\": \"lucidglove\", \"address\": \"smoke:1\"}"),
        "Line 3",
        "serial, tcp,",
        "\"smoke:1\"");
  }

  @Test
  void aDeviceThatIsNotThereIsAFindingOfDevicesAndStopsARecording() throws IOException {
    Path file = folder.resolve("rig.json");
    Files.writeString(
        file, rig("{\"id\": \"a\", \"driver\": \"lucidglove\", \"address\": \"serial:/dev/no\"}"));
    Ran shown = Ran.handloom(folder, "devices", "--json", "--rig", file).forPeople();
    assertEquals(1, shown.code());
    assertEquals(1, shown.json().get("devices").size());
  }
}
