package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceIdentityTest {
  private static SerialPortInfo port(String path, String serial, String location) {
    return new SerialPortInfo(path, 0x0403, 0x6014, serial, location, "it");
  }

  private static final List<SerialPortInfo> PORTS =
      List.of(
          port("/dev/ttyUSB0", "A1", "1-2"),
          port("/dev/ttyUSB1", "B2", "1-3"),
          port("/dev/ttyUSB2", "0001", "1-4.1"),
          port("/dev/ttyUSB3", "0001", "1-4.2"),
          port("/dev/ttyS0", "", ""));

  private static String path(String rest) throws IOException {
    return SerialAddress.parse(rest).path(PORTS);
  }

  @Test
  void aPortIsFoundByWhatItIsAndNotByOrder() throws Exception {
    assertEquals("/dev/ttyUSB1", path("usb-B2@57600"));
    assertEquals("/dev/ttyUSB3", path("usbport-1-4.2@1000000"));
    assertEquals("/dev/ttyS0", path("/dev/ttyS0"));
    assertEquals(115_200, SerialAddress.parse("usb-B2").baud());
    assertEquals(57_600, SerialAddress.parse("usb-B2@57600").baud());
    IOException twice = assertThrows(IOException.class, () -> path("usb-0001"));
    assertTrue(String.valueOf(twice.getMessage()).contains("/dev/ttyUSB2, /dev/ttyUSB3"));
  }

  @Test
  void theStableAddressIsUnique() throws Exception {
    for (SerialPortInfo port : PORTS) {
      String address = port.stableAddress(PORTS);
      assertEquals(port.path(), path(address.substring("serial:".length())), address);
    }
    assertEquals("serial:usb-A1", PORTS.get(0).stableAddress(PORTS));
    assertEquals("serial:usbport-1-4.1", PORTS.get(2).stableAddress(PORTS));
  }

  private static HidPort hid(String path, int product, String serial, int interfaceNumber) {
    return new HidPort(path, 0x046D, product, serial, interfaceNumber, 1, 8, "it");
  }

  private static final List<HidPort> HIDS =
      List.of(
          hid("/dev/hidraw0", 0xC626, "", -1),
          hid("/dev/hidraw1", 0xC52B, "X", 0),
          hid("/dev/hidraw2", 0xC52B, "X", 1),
          hid("/dev/hidraw3", 0xC52B, "Y", 1));

  @Test
  void aHidDeviceIsFoundByNumbersSerialInterfaceAndPath() throws Exception {
    assertEquals("/dev/hidraw0", HidPort.pick("046d:C626", HIDS).path());
    assertEquals("/dev/hidraw2", HidPort.pick("046d:c52b:X#1", HIDS).path());
    assertEquals("/dev/hidraw3", HidPort.pick("046d:c52b:Y", HIDS).path());
    assertEquals("/dev/hidraw1", HidPort.pick("/dev/hidraw1", HIDS).path());
    for (HidPort port : HIDS) {
      String rest = port.stableAddress().substring("hid:".length());
      assertEquals(port, HidPort.pick(rest, HIDS));
    }
    IOException several = assertThrows(IOException.class, () -> HidPort.pick("046d:c52b", HIDS));
    assertTrue(String.valueOf(several.getMessage()).contains("hid:046d:c52b:X#1"));
  }

  @Test
  void aSlowLatencyTimerIsNoticed(@TempDir Path folder) throws Exception {
    Path port = Files.createFile(folder.resolve("ttyUSB7"));
    Path timer = folder.resolve("sys/class/tty/ttyUSB7/device");
    Files.createDirectories(timer);
    assertEquals(OptionalInt.empty(), LatencyTimer.millis(folder.resolve("sys"), port.toString()));
    Files.writeString(timer.resolve("latency_timer"), "16\n");
    List<LinkAdvice> advice = LatencyTimer.advice(folder.resolve("sys"), port.toString());
    assertEquals(1, advice.size());
    assertTrue(advice.getFirst().what().contains("16 ms"), advice.toString());
    assertTrue(advice.getFirst().remedy().contains("ttyUSB7"), advice.toString());
    Files.writeString(timer.resolve("latency_timer"), "1\n");
    assertEquals(List.of(), LatencyTimer.advice(folder.resolve("sys"), port.toString()));
  }
}
