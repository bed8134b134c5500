package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hid4java.HidDevice;
import org.hid4java.HidException;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;
import org.jspecify.annotations.Nullable;

/// A HID device of this machine, USB or Bluetooth. Address: see [HidPort#pick].
public final class UsbHidLink implements HidLink {
  /// The library asks the system for one byte more than it is given room for, into 512 of its own.
  private static final int MOST_FEATURE_BYTES = 511;

  private static @Nullable HidServices services;

  private final HidDevice device;
  private final HidPort port;
  private long arrivalNanos;

  private UsbHidLink(HidDevice device, HidPort port) {
    this.device = device;
    this.port = port;
  }

  /// The devices that are there now.
  ///
  /// @throws IOException if this system lacks what they are reached through
  public static List<HidPort> list() throws IOException {
    return attached().stream().map(UsbHidLink::describe).toList();
  }

  static UsbHidLink open(String rest) throws IOException {
    List<HidDevice> devices = attached();
    HidPort port = HidPort.pick(rest, devices.stream().map(UsbHidLink::describe).toList());
    HidDevice device =
        devices.stream().filter(d -> port.path().equals(d.getPath())).findFirst().orElseThrow();
    if (!device.open()) {
      throw new IOException(
          "It could not be opened ("
              + device.getLastErrorMessage()
              + "); on Linux it needs a rule that gives you permission: hid:"
              + rest);
    }
    return new UsbHidLink(device, port);
  }

  /// The library looks for devices only while its own list is locked.
  private static synchronized List<HidDevice> attached() throws IOException {
    try {
      HidServices found = services;
      if (found == null) {
        HidServicesSpecification ours = new HidServicesSpecification();
        ours.setAutoStart(false);
        ours.setAutoShutdown(false);
        ours.setAutoDataRead(false);
        ours.setScanMode(ScanMode.NO_SCAN);
        found = HidManager.getHidServices(ours);
        services = found;
      }
      found.scan();
      return new ArrayList<>(found.getAttachedHidDevices());
    } catch (HidException | LinkageError e) {
      throw new IOException(
          "HID devices cannot be reached on this system (" + e.getMessage() + ")", e);
    }
  }

  private static HidPort describe(HidDevice device) {
    String product = device.getProduct();
    String serial = device.getSerialNumber();
    return new HidPort(
        device.getPath(),
        device.getVendorId() & 0xFFFF,
        device.getProductId() & 0xFFFF,
        serial == null ? "" : serial.strip(),
        device.getInterfaceNumber(),
        device.getUsagePage(),
        device.getUsage(),
        product == null ? "" : product.strip());
  }

  @Override
  public int read(byte[] report, int waitMillis) throws IOException {
    int got = device.read(report, waitMillis);
    arrivalNanos = StudioClock.now();
    return checked(got, "is gone");
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public void write(byte[] report, int length) throws IOException {
    // The library puts the number in front itself, and would else fill up to the length it is told.
    byte[] body = new byte[Math.max(0, length - 1)];
    System.arraycopy(report, 1, body, 0, body.length);
    checked(device.write(body, body.length, report[0]), "takes no report");
  }

  @Override
  public int feature(int number, byte[] into) throws IOException {
    byte[] body = new byte[Math.min(into.length, MOST_FEATURE_BYTES)];
    int got = checked(device.getFeatureReport(body, (byte) number), "gives no feature report");
    return withNumber(number, body, got, into);
  }

  /// The library leaves the report's number out of the bytes, but counts it.
  ///
  /// @param body what the library gave: everything behind the number
  /// @param got how many bytes, with the number
  /// @return how many bytes of the whole report there are
  static int withNumber(int number, byte[] body, int got, byte[] into) {
    int length = Math.clamp(got, 0, into.length);
    if (length > 0) {
      into[0] = (byte) number;
      System.arraycopy(body, 0, into, 1, Math.min(length - 1, body.length));
    }
    return length;
  }

  @Override
  public void sendFeature(byte[] report, int length) throws IOException {
    byte[] body = new byte[Math.max(0, length - 1)];
    System.arraycopy(report, 1, body, 0, body.length);
    checked(device.sendFeatureReport(body, report[0]), "takes no feature report");
  }

  private int checked(int result, String what) throws IOException {
    if (result < 0) {
      throw new IOException("The device " + what + ": " + title());
    }
    return result;
  }

  @Override
  public HidPort port() {
    return port;
  }

  @Override
  public String title() {
    return port.title().isEmpty() ? port.path() : port.title();
  }

  @Override
  public void close() {
    device.close();
  }
}
