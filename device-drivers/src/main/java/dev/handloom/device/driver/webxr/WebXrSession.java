package dev.handloom.device.driver.webxr;

import dev.handloom.device.clock.ProbeClock;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.HeadsetSamples;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.page.PageWire;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Publishes what the page says, and asks it for its time.
final class WebXrSession implements DriverSession {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WAIT_MILLIS = 20;
  private static final int LARGEST = 16_384;

  /// Answers that may be under way at once.
  private static final int PROBES = 64;

  private static final long NEVER = Long.MIN_VALUE;

  private final MessageLink link;
  private final StreamWriter head;
  private final HeadsetSamples samples;
  private final ProbeClock clock;
  private final boolean controllers;
  private final boolean hands;
  private final Tracking tracking = new Tracking();
  private final byte[] message = new byte[LARGEST];
  private final long[] sent = new long[PROBES];
  private int probe;
  private long lastMicros = NEVER;
  private boolean immersive;
  private String visibility = "";
  private boolean handsOffered = true;
  private boolean momentUnknown;
  private DeviceReport report;

  WebXrSession(MessageLink link, List<StreamWriter> streams, boolean controllers, boolean hands) {
    this.link = link;
    this.controllers = controllers;
    this.hands = hands;
    head = streams.getFirst();
    samples = new HeadsetSamples(streams);
    clock = head.clock(ProbeClock.class);
    report = DeviceReport.NOTHING;
    say();
  }

  @Override
  public void pump() throws IOException {
    long now = StudioClock.now();
    if (clock.probeDue(now)) {
      int number = ++probe;
      long at = StudioClock.now();
      sent[number % PROBES] = at;
      byte[] asked = PageWire.probe(number, at);
      link.send(asked, 0, asked.length);
    }
    int length = link.receive(message, WAIT_MILLIS);
    if (length == MessageLink.NOTHING) {
      return;
    }
    if (link.text()) {
      text(length);
      return;
    }
    switch (PageWire.kind(message, length)) {
      case PageWire.TRACKING -> tracking(length);
      case PageWire.PROBE_ANSWER -> answer(length);
      default -> bad(length);
    }
  }

  private void bad(int length) {
    head.bad(message, 0, Math.min(length, 64), link.arrivalNanos());
  }

  private void answer(int length) {
    ByteBuffer in = ByteBuffer.wrap(message, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    if (length != PageWire.PROBE_ANSWER_BYTES) {
      bad(length);
      return;
    }
    int number = in.getInt(4);
    // Whoever answers what was not asked, or long ago, is not believed.
    if (number <= probe && number > probe - PROBES && number > 0) {
      long asked = sent[number % PROBES];
      if (in.getLong(8) == asked && in.getLong(16) >= 0 && in.getLong(24) >= in.getLong(16)) {
        clock.probe(asked, in.getLong(16), in.getLong(24), link.arrivalNanos());
        return;
      }
    }
    bad(length);
  }

  private void tracking(int length) {
    if (!tracking.read(message, length)) {
      bad(length);
      return;
    }
    if (tracking.locatedMicros() == lastMicros) {
      // A browser that draws twice for one moment has seen nothing new.
      return;
    }
    lastMicros = tracking.locatedMicros();
    long ahead = (tracking.locatedMicros() - tracking.askedMicros()) * 1000;
    if (tracking.momentUnknown() != momentUnknown) {
      momentUnknown = tracking.momentUnknown();
      say();
    }
    long number = tracking.number();
    samples.head(
        number,
        lastMicros,
        link.arrivalNanos(),
        Math.clamp(ahead, -10_000_000_000L, 10_000_000_000L),
        tracking.of(HeadsetPart.HEAD));
    if (controllers) {
      beside(HeadsetPart.LEFT_CONTROLLER, number);
      beside(HeadsetPart.RIGHT_CONTROLLER, number);
    }
    if (hands) {
      beside(HeadsetPart.LEFT_HAND, number);
      beside(HeadsetPart.RIGHT_HAND, number);
    }
  }

  private void beside(HeadsetPart part, long number) {
    samples.beside(part, number, tracking.of(part));
  }

  private void text(int length) {
    JsonNode said;
    try {
      said = JSON.readTree(new String(message, 0, length, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      bad(length);
      return;
    }
    switch (said.path("kind").asString("")) {
      case "session" -> {
        immersive = said.path("immersive").asBoolean(false);
        visibility = said.path("visibility").asString("");
        handsOffered = said.path("hands").asBoolean(true);
        say();
      }
      case "reset" -> samples.recentred();
      default -> bad(length);
    }
  }

  private void say() {
    List<Concern> concerns = new ArrayList<>();
    if (!immersive) {
      concerns.add(
          new Concern(
              "The page is open in the headset, and tracks nothing yet",
              "Press “Begin tracking” on the page."));
    } else if (visibility.equals("hidden") || visibility.equals("visible-blurred")) {
      concerns.add(
          new Concern(
              "Something else is in front in the headset",
              "Put it on, and close the menu that is open in it."));
    }
    if (immersive && hands && !handsOffered) {
      concerns.add(
          new Concern(
              "The browser does not show the page the hands",
              "Allow hand tracking in the headset's settings and in the browser's question, or set"
                  + " hands to false in the rig file."));
    }
    if (momentUnknown) {
      concerns.add(
          new Concern(
              "This browser does not say for which moment it foretells places",
              "Use a newer browser, or measure the delay against a camera; until then places may be"
                  + " some tens of milliseconds ahead of their times."));
    }
    String model = link.title();
    report = new DeviceReport(model, "", "", Double.NaN, concerns);
  }

  @Override
  public DeviceReport report() {
    return report;
  }
}
