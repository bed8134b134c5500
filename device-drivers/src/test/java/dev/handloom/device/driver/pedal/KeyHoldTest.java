package dev.handloom.device.driver.pedal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyHoldTest {
  @TempDir Path folder;

  private KeyHold hold() throws Exception {
    Files.createDirectories(folder.resolve("sys/hidraw3/device/input/input17/event5"));
    Files.createDirectories(folder.resolve("sys/hidraw3/device/input/input18/event6"));
    Files.createDirectories(folder.resolve("sys/hidraw4/device/input/input19/event7"));
    Files.createDirectories(folder.resolve("dev"));
    return KeyHold.of("/dev/hidraw3", folder.resolve("sys"), folder.resolve("dev"));
  }

  @Test
  void findsTheInputDevicesOfTheDeviceAndOfNoOther() throws Exception {
    assertEquals(
        List.of(folder.resolve("dev/event5"), folder.resolve("dev/event6")),
        hold().wanted().stream().sorted().toList());
  }

  @Test
  void whatIsNoDeviceOfTheSystemHasNothingToHold() {
    assertTrue(KeyHold.of("sim:pedal", folder, folder).wanted().isEmpty());
    assertTrue(KeyHold.of("/dev/hidraw9", folder, folder).wanted().isEmpty());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatKeysAreTypedWhenTheyCannotBeHeld() throws Exception {
    // Plain files: they can be opened, and know no keys (ENOTTY).
    try (KeyHold hold = hold()) {
      Files.createFile(folder.resolve("dev/event5"));
      Files.createFile(folder.resolve("dev/event6"));
      long open = descriptors();
      for (int i = 0; i < 20; i++) {
        hold.tend(i * 1_000_000_001L);
      }
      DeviceReport.Concern concern = hold.concern();
      assertNotNull(concern);
      assertTrue(concern.what().contains("typed into other windows"), concern.what());
      assertEquals(open, descriptors(), "open files");
    }
  }

  private static long descriptors() throws Exception {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(
              fd -> {
                try {
                  return Files.readSymbolicLink(fd).toString().contains("/dev/event");
                } catch (java.io.IOException e) {
                  return false;
                }
              })
          .count();
    }
  }

  @Test
  void whatWasAskedToStayFreeStaysFree() {
    dev.handloom.device.link.HidPort port =
        new dev.handloom.device.link.HidPort("/dev/hidraw3", 1, 2, "", 0, 1, 6, "pedal");
    assertNull(KeyHold.of(port, false).concern());
    assertTrue(KeyHold.of(port, false).wanted().isEmpty());
  }
}
