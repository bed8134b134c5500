package dev.handloom.device.driver.vuer;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.HeadsetSamples;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the page what to send and publishes it. Every event has a time of its own.
final class VuerSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;
  private static final int LARGEST = 1 << 18;

  /// Seconds since 1970 are less than this, milliseconds more; the page sends the former, the
  /// package's own client the latter.
  private static final double SURELY_MILLIS = 1e11;

  private final MessageLink link;
  private final StreamWriter first;
  private final HeadsetSamples samples;
  private final VuerEvents events = new VuerEvents();
  private final double hz;
  private final boolean hands;
  private final boolean controllers;
  private final byte[] message = new byte[LARGEST];
  private boolean asked;
  private long heads;
  private long others;
  private long lost;
  private long lastTicks;
  private long lastArrival;
  private DeviceReport report = DeviceReport.NOTHING;

  VuerSession(
      MessageLink link, List<StreamWriter> streams, double hz, boolean hands, boolean controllers) {
    this.link = link;
    this.hz = hz;
    this.hands = hands;
    this.controllers = controllers;
    first = streams.getFirst();
    samples = new HeadsetSamples(streams);
  }

  @Override
  public void pump() throws IOException {
    if (!link.ready(WAIT_MILLIS)) {
      return;
    }
    int length = link.receive(message, WAIT_MILLIS);
    first.lost(link.lostMessages() - lost);
    lost = link.lostMessages();
    if (length == MessageLink.NOTHING) {
      return;
    }
    try {
      if (MessagePack.read(message, length) instanceof Map<?, ?> event) {
        event(event);
      } else {
        throw new Unexpected("an event is no map");
      }
    } catch (Unexpected e) {
      first.bad(message, 0, Math.min(length, 64), link.arrivalNanos());
    }
    if (!asked) {
      asked = true;
      ask();
    }
  }

  /// As Vuer's server asks: what is to be part of the scene is part of it from then on.
  private void ask() throws IOException {
    if (hands) {
      upsert(node("hands", "Hands"));
    }
    if (controllers) {
      Map<String, @Nullable Object> node = node("motion-controller", "MotionControllers");
      node.put("left", true);
      node.put("right", true);
      upsert(node);
    }
    upsert(node("head", "SceneCameraControl"));
  }

  private Map<String, @Nullable Object> node(String key, String tag) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("key", key);
    node.put("tag", tag);
    node.put("stream", true);
    node.put("fps", hz);
    return node;
  }

  private void upsert(Map<String, @Nullable Object> node) throws IOException {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("ts", System.currentTimeMillis());
    event.put("data", Map.of("nodes", List.of(node), "to", "bgChildren"));
    event.put("etype", "UPSERT");
    byte[] bytes = MessagePack.write(event);
    link.send(bytes, 0, bytes.length);
  }

  private void event(Map<?, ?> event) throws Unexpected {
    if (!(event.get("etype") instanceof String kind)) {
      throw new Unexpected("an event has no kind");
    }
    long arrival = link.arrivalNanos();
    long ticks = ticks(event.get("ts"), arrival);
    if (!(event.get("value") instanceof Map<?, ?> value)) {
      return;
    }
    switch (kind) {
      case "INIT" -> init(value);
      case "CAMERA_MOVE" -> {
        if (events.head(value)) {
          samples.head(heads++, ticks, arrival, 0, events.of(HeadsetPart.HEAD));
        }
      }
      case "HAND_MOVE" -> {
        if (hands && events.hands(value)) {
          both(HeadsetPart.LEFT_HAND, HeadsetPart.RIGHT_HAND, ticks, arrival);
        }
      }
      case "CONTROLLER_MOVE" -> {
        if (controllers && events.controllers(value)) {
          both(HeadsetPart.LEFT_CONTROLLER, HeadsetPart.RIGHT_CONTROLLER, ticks, arrival);
        }
      }
      default -> {
        // Clicks and keys.
      }
    }
  }

  private void both(HeadsetPart left, HeadsetPart right, long ticks, long arrival) {
    samples.moment(++others, ticks, arrival);
    samples.beside(left, others, events.of(left));
    samples.beside(right, others, events.of(right));
  }

  /// An event without time gets the one that it would have if it took as long as the last.
  private long ticks(@Nullable Object ts, long arrival) throws Unexpected {
    long ticks = lastTicks + (arrival - lastArrival) / 1000;
    if (ts instanceof Number number) {
      double seconds = number.doubleValue();
      ticks = Math.round(seconds * (seconds > SURELY_MILLIS ? 1e3 : 1e6));
      if (!(seconds > 0 && seconds < 1e15)) {
        throw new Unexpected("an event's time is none");
      }
    }
    lastTicks = ticks;
    lastArrival = arrival;
    return ticks;
  }

  private void init(Map<?, ?> value) {
    String client = word(value.get("client"));
    String version = word(value.get("pkgVersion")) + word(value.get("clientVersion"));
    String model = client.equals("browser") ? word(value.get("userAgent")) : client;
    report = new DeviceReport(model, version, "", Double.NaN, List.of());
  }

  private static String word(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return "";
    }
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.substring(0, Math.min(clean.length(), 160));
  }

  @Override
  public DeviceReport report() {
    return report;
  }
}
