package dev.handloom.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
  @TempDir Path folder;

  @Test
  void theZipHoldsVersionsDevicesSettingsAndLogsWithoutTheHomeFolder() throws IOException {
    UserFolders folders = folders();
    String home = System.getProperty("user.home");
    Files.createDirectories(folders.logs());
    Files.createDirectories(folders.settings());
    Files.writeString(folders.logs().resolve("handloom.log"), "opened " + home + "/Handloom\n");
    Files.writeString(folders.settings().resolve("settings.json"), "{}");
    Path zip = folder.resolve("out.zip");
    new Diagnostics(folders).save(zip, Map.of("devices.txt", "left-glove LIVE"));

    Map<String, String> held = read(zip);
    assertEquals("left-glove LIVE", held.get("devices.txt"));
    assertEquals("opened ~/Handloom\n", held.get("logs/handloom.log"));
    assertTrue(held.containsKey("settings/settings.json"));
    assertTrue(held.getOrDefault("system.txt", "").contains("Handloom "));
  }

  @Test
  void aFolderThatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path nowhere = Files.writeString(folder.resolve("file"), "").resolve("out.zip");
    assertThrows(IOException.class, () -> new Diagnostics(folders()).save(nowhere, Map.of()));
    try (Stream<Path> left = Files.list(folder)) {
      assertFalse(left.anyMatch(f -> f.toString().endsWith(".part")));
    }
  }

  private UserFolders folders() {
    return new UserFolders(
        folder.resolve("settings"),
        folder.resolve("logs"),
        folder.resolve("run"),
        folder.resolve("library"));
  }

  private static Map<String, String> read(Path zip) throws IOException {
    Map<String, String> held = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        held.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return held;
  }
}
