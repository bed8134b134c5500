package dev.handloom.device.driver.rokoko;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes frames and publishes each limb of those that are whole and new.
final class RokokoSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  /// Some ten frames of the same time: Studio is paused.
  private static final int PAUSED = 10;

  private final MessageLink link;
  private final List<StreamWriter> streams;
  private final RokokoDecoder decoder;
  private final byte[] datagram = new byte[1 << 16];
  private long lastTicks = Sample.NO_TICKS;
  private int repeats;
  private boolean good;
  private String bad = "";
  private String shown = "";
  private DeviceReport report = DeviceReport.NOTHING;

  RokokoSession(MessageLink link, List<StreamWriter> streams, RokokoDecoder decoder) {
    this.link = link;
    this.streams = streams;
    this.decoder = decoder;
  }

  @Override
  public void pump() throws IOException {
    int length = link.receive(datagram, WAIT_MILLIS);
    if (length == MessageLink.NOTHING) {
      return;
    }
    if (!decoder.accept(datagram, length)) {
      good = false;
      bad = decoder.why();
      streams.getFirst().bad(datagram, 0, length, link.arrivalNanos());
      return;
    }
    good = true;
    if (decoder.ticks() == lastTicks) {
      // A moment that Studio sends again is not measured again.
      repeats++;
      return;
    }
    repeats = 0;
    lastTicks = decoder.ticks();
    for (int limb = 0; limb < streams.size(); limb++) {
      StreamWriter stream = streams.get(limb);
      double[] values = decoder.values(limb);
      System.arraycopy(values, 0, stream.values(), 0, values.length);
      if (limb == 0) {
        stream.publish(lastTicks, link.arrivalNanos());
      } else {
        stream.publishBeside(streams.getFirst());
      }
    }
  }

  @Override
  public DeviceReport report() {
    boolean paused = repeats >= PAUSED;
    String now = good + " " + paused + " " + decoder.gloved() + (good ? "" : bad);
    if (!now.equals(shown)) {
      shown = now;
      report = new DeviceReport("Rokoko Studio", "", "", Double.NaN, concerns(paused));
    }
    return report;
  }

  private List<Concern> concerns(boolean paused) {
    List<Concern> concerns = new ArrayList<>();
    if (!good && !bad.isEmpty()) {
      concerns.add(
          decoder.studio1()
              ? new Concern(
                  "It sends an older format than JSON 3",
                  "Choose JSON v3 in the settings of Studio's custom stream")
              : new Concern(
                  "What came last is no frame: " + bad,
                  "Compare actor, hands and body with what Studio shows"));
    }
    if (good && !decoder.gloved()) {
      concerns.add(
          new Concern(
              "Studio says that this actor wears no gloves", "Assign the gloves to it in Studio"));
    }
    if (paused) {
      concerns.add(
          new Concern("Studio sends the same moment over and over", "Set it from pause to live"));
    }
    return concerns;
  }
}
