package dev.handloom.device.discovery;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.discovery.Checkup.Point;
import dev.handloom.device.discovery.Checkup.Verdict;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.LinkAdvice;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.BadFrames;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks over the devices of a rig: is it there, may it be opened, does it speak, as fast as it
/// should, what does it say of itself, and what is to be done.
public final class Doctor {
  /// Slower than this share of its pace is worth a word.
  private static final double SLOW = 0.9;

  private static final double LOW_BATTERY = 0.15;

  private final Collection<DeviceDriver> drivers;
  private final Examiner examiner;
  private final Predicate<String> permitted;

  /// @param permitted whether this person may read and write what has this path
  public Doctor(Collection<DeviceDriver> drivers, Examiner examiner, Predicate<String> permitted) {
    this.drivers = List.copyOf(drivers);
    this.examiner = examiner;
    this.permitted = permitted;
  }

  /// What can be said without opening anything; the device goes on as it is.
  ///
  /// @param there everything that is plugged in
  public Checkup look(Device device, List<Attached> there) {
    List<Point> points = new ArrayList<>();
    String scheme = Links.scheme(device.config().address());
    if (scheme.equals("serial") || scheme.equals("hid")) {
      port(device, found(device, there), points);
    }
    speech(device, points);
    if (device.state().get() == DeviceState.LIVE) {
      pace(device, points);
      itself(device.report(), points);
      clock(device, points);
    }
    DeviceReport report = device.report();
    for (DeviceReport.Concern concern : report.concerns()) {
      points.add(new Point("Its own word", Verdict.WRONG, concern.what(), concern.remedy()));
    }
    if (!report.note().isEmpty()) {
      points.add(new Point("To know", Verdict.NOTE, report.note(), ""));
    }
    for (LinkAdvice advice : device.advice()) {
      points.add(new Point("Connection", Verdict.NOTE, advice.what(), advice.remedy()));
    }
    return new Checkup(
        device.config().id(),
        device.config().role(),
        device.driverTitle(),
        device.config().address(),
        points);
  }

  /// The same; and what does not speak on its serial port is listened to and asked, as an unknown
  /// device is. For that it is disconnected, and stays so.
  public Checkup lookCloser(Device device, List<Attached> there) throws InterruptedException {
    Checkup before = look(device, there);
    Attached port = found(device, there);
    DeviceState state = device.state().get();
    boolean mute = state == DeviceState.SILENT;
    if (!mute || port == null || port.kind() != Attached.Kind.SERIAL) {
      return before;
    }
    device.disconnect();
    Examined examined = examiner.examine(port);
    if (examined.suspicions().isEmpty()) {
      return before.and(
          new Point(
              "Who it is",
              Verdict.NOTE,
              "Nothing on board knows it, at any rate: "
                  + String.join(". ", examined.tried())
                  + ".",
              "Is it switched on? Try another cable: some only charge."));
    }
    Suspicion first = examined.suspicions().getFirst();
    boolean itself = first.driver().equals(device.config().driver());
    return before.and(
        new Point(
            "Who it is",
            itself ? Verdict.NOTE : Verdict.WRONG,
            (first.probable() ? "It looks like \"" : "It may be \"")
                + first.title()
                + "\". "
                + first.reason(),
            itself
                ? "Its address in the rig file: \"" + first.address(port) + "\"."
                : "If it is, its entry in the rig file has \"driver\": \""
                    + first.driver()
                    + "\", \"address\": \""
                    + first.address(port)
                    + "\"."));
  }

  private static @Nullable Attached found(Device device, List<Attached> there) {
    String address = device.config().address();
    for (Attached one : there) {
      if (one.isMeantBy(address)) {
        return one;
      }
    }
    return Attached.byPath(address);
  }

  private void port(Device device, @Nullable Attached port, List<Point> points) {
    if (port == null) {
      points.add(
          new Point(
              "Port",
              Verdict.WRONG,
              "Nothing is plugged in under " + device.config().address(),
              "Plug it in; \"handloom devices --watch\" says what comes and under which address."));
      return;
    }
    int at = device.config().address().lastIndexOf('@');
    String baud =
        port.kind() == Attached.Kind.SERIAL && at > 0
            ? ", at " + device.config().address().substring(at + 1) + " baud"
            : "";
    String name = port.title().isEmpty() ? "" : " (" + port.title() + ")";
    points.add(new Point("Port", Verdict.GOOD, port.path() + name + baud, ""));
    if (permitted.test(port.path())) {
      points.add(new Point("Permission", Verdict.GOOD, "You may open it", ""));
    } else {
      points.add(
          new Point(
              "Permission",
              Verdict.WRONG,
              "You may not open " + port.path(),
              UdevRules.remedy(port, drivers)));
    }
  }

  private static void speech(Device device, List<Point> points) {
    String trouble = device.trouble();
    switch (device.state().get()) {
      case LIVE -> points.add(new Point("Samples", Verdict.GOOD, "They come", ""));
      case DISCONNECTED ->
          points.add(new Point("Samples", Verdict.NOTE, "It is disconnected", "Connect it."));
      default -> {
        String said = trouble.isEmpty() ? "Nothing has come yet" : trouble;
        // What happened stands before, what to do behind.
        int cut = Math.max(said.indexOf("; "), said.indexOf("? "));
        boolean question = cut >= 0 && said.charAt(cut) == '?';
        points.add(
            new Point(
                "Samples",
                Verdict.WRONG,
                cut < 0 || question ? said : said.substring(0, cut),
                cut < 0 || question ? "" : capital(said.substring(cut + 2))));
      }
    }
  }

  private static void pace(Device device, List<Point> points) {
    long now = StudioClock.now();
    for (LiveStream stream : device.streams()) {
      double rate = stream.health().rateHz(now);
      double made = stream.spec().nominalHz();
      String part = stream.spec().name().substring(stream.spec().name().indexOf('/') + 1);
      boolean slow = rate < SLOW * made;
      points.add(
          new Point(
              "Rate",
              slow ? Verdict.NOTE : Verdict.GOOD,
              String.format(Locale.ROOT, "%s: %.1f of %.0f Hz", part, rate, made),
              slow
                  ? "If it stays so: another cable or USB socket, fewer devices on one hub; or say"
                      + " its true rate in the rig file."
                  : ""));
      long lost = stream.health().lost();
      if (lost > 0) {
        points.add(
            new Point(
                "Losses",
                Verdict.NOTE,
                part + ": " + lost + " samples lost of " + (lost + stream.health().received()),
                "A shorter cable, or nearer to the access point."));
      }
    }
    List<BadFrames.Frame> bad = device.badFrames().newest();
    if (!bad.isEmpty()) {
      points.add(
          new Point(
              "Bad frames",
              Verdict.NOTE,
              "Bytes came that made no sample, the newest: " + bad.getLast(),
              "A few at the start are usual. Many: compare the baud rate and the settings with how"
                  + " the device is built."));
    }
  }

  private static void itself(DeviceReport report, List<Point> points) {
    String model = (report.model() + " " + report.serialNumber()).strip();
    if (!model.isEmpty()) {
      points.add(new Point("Model", Verdict.GOOD, model, ""));
    }
    points.add(
        report.firmware().isEmpty()
            ? new Point("Firmware", Verdict.NOTE, "It does not say", "")
            : new Point("Firmware", Verdict.GOOD, report.firmware(), ""));
    if (report.battery() >= 0) {
      boolean low = report.battery() < LOW_BATTERY;
      points.add(
          new Point(
              "Battery",
              low ? Verdict.WRONG : Verdict.GOOD,
              Math.round(100 * report.battery()) + " %",
              low ? "Charge it before you record." : ""));
    }
  }

  private static void clock(Device device, List<Point> points) {
    ClockReport clock = device.clock();
    boolean known = clock.boundNanos() != Sample.UNBOUNDED;
    points.add(
        new Point(
            "Clock",
            known ? Verdict.GOOD : Verdict.NOTE,
            capital(clock.state().name().toLowerCase(Locale.ROOT))
                + (known
                    ? String.format(
                        Locale.ROOT, ", right within ±%.1f ms", clock.boundNanos() / 1e6)
                    : ", bound not known yet"),
            ""));
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
