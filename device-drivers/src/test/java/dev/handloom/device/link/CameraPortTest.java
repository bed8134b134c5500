package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Cameras as Linux lists them: nodes with links to the devices behind them.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The list is made of links")
class CameraPortTest {
  @TempDir private Path folder;

  private int nodes;

  private void usb(String socket, String product, String serial, int part, int... indices)
      throws IOException {
    Path device = Files.createDirectories(folder.resolve("devices/" + socket));
    Files.writeString(device.resolve("idVendor"), "046d\n");
    Files.writeString(device.resolve("idProduct"), product + "\n");
    if (!serial.isEmpty()) {
      Files.writeString(device.resolve("serial"), serial + "\n");
    }
    Path face = Files.createDirectories(device.resolve(socket + ":1." + part));
    Files.writeString(face.resolve("bInterfaceNumber"), "%02x\n".formatted(part));
    for (int index : indices) {
      node(face, index, "Camera " + product);
    }
  }

  private void node(Path device, int index, String name) throws IOException {
    Path node = Files.createDirectories(folder.resolve("class/video" + nodes++));
    Files.writeString(node.resolve("index"), index + "\n");
    Files.writeString(node.resolve("name"), name + "\n");
    Files.createSymbolicLink(node.resolve("device"), device);
  }

  private List<CameraPort> all() throws IOException {
    return CameraPort.nodes(folder.resolve("class")).stream()
        .sorted((a, b) -> a.path().compareTo(b.path()))
        .toList();
  }

  private List<String> addresses() throws IOException {
    List<CameraPort> cameras = CameraPort.cameras(all());
    return cameras.stream().map(camera -> camera.stableAddress(cameras)).toList();
  }

  private String picked(String rest) throws IOException {
    return CameraPort.pick(rest, all()).path();
  }

  private String refused(String rest) {
    return String.valueOf(assertThrows(IOException.class, () -> picked(rest)).getMessage());
  }

  @Test
  void aCameraIsNamedByWhatItIs() throws IOException {
    usb("1-2", "0825", "", 0, 0, 1);
    usb("1-3", "0892", "A1B2", 0, 0, 1);
    assertEquals(List.of("video:046d:0825", "video:046d:0892:A1B2"), addresses());
    assertEquals("/dev/video0", picked("046d:0825"));
    assertEquals("/dev/video2", picked("046D:0892"));
    assertEquals("/dev/video2", picked("046d:0892:A1B2"));
    assertEquals("/dev/video2", picked("usbport-1-3"));
    // The node with the descriptions is only had by its path.
    assertEquals("/dev/video3", picked("/dev/video3"));
    assertEquals("Camera 0825", all().getFirst().title());
  }

  @Test
  void twinsAreNamedByTheirSocketsOrSerialNumbers() throws IOException {
    usb("1-2", "0825", "", 0, 0);
    usb("1-3.1", "0825", "", 0, 0);
    usb("2-1", "0892", "ONE", 0, 0);
    usb("2-2", "0892", "TWO", 0, 0);
    usb("2-3", "085e", "SAME", 0, 0);
    usb("2-4", "085e", "SAME", 0, 0);
    assertEquals(
        List.of(
            "video:usbport-1-2",
            "video:usbport-1-3.1",
            "video:046d:0892:ONE",
            "video:046d:0892:TWO",
            "video:usbport-2-3",
            "video:usbport-2-4"),
        addresses());
    assertEquals("/dev/video1", picked("usbport-1-3.1"));
    assertEquals("/dev/video3", picked("046d:0892:TWO"));
    String words = refused("046d:0825");
    assertTrue(words.contains("usbport-1-2") && words.contains("usbport-1-3.1"), words);
    words = refused("046d:9999");
    assertTrue(words.contains("plugged in") && words.contains("046d:0892:ONE"), words);
  }

  @Test
  void aDeviceWithSeveralCamerasNamesTheirParts() throws IOException {
    usb("1-2", "0b07", "X", 0, 0, 1);
    usb("1-2", "0b07", "X", 3, 0, 1);
    assertEquals(List.of("video:046d:0b07:X#0", "video:046d:0b07:X#3"), addresses());
    assertEquals("/dev/video2", picked("046d:0b07#3"));
    assertTrue(refused("046d:0b07:X").contains("#3"));
    assertTrue(refused("046d:0b07:X#4").contains("plugged in"));
  }

  @Test
  void whatDoesNotHangOnUsbIsNamedAsTheSystemDoes() throws IOException {
    node(Files.createDirectories(folder.resolve("devices/platform/vivid.0")), 0, "vivid");
    Path loose = Files.createDirectories(folder.resolve("class/video7"));
    Files.writeString(loose.resolve("index"), "0\n");
    Files.writeString(loose.resolve("name"), "Made by a program\n");
    assertEquals(List.of("video:bus-vivid.0", "video:/dev/video7"), addresses());
    assertEquals("/dev/video0", picked("bus-vivid.0"));
    assertEquals("/dev/video7", picked("/dev/video7"));
  }

  @Test
  void withoutTheListThereIsNoCamera() throws IOException {
    assertEquals(List.of(), CameraPort.nodes(folder.resolve("none")));
    assertTrue(
        String.valueOf(
                assertThrows(IOException.class, () -> CameraPort.pick("046d:0825", List.of()))
                    .getMessage())
            .contains("There is none"));
  }
}
