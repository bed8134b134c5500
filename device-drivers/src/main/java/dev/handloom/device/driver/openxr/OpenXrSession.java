package dev.handloom.device.driver.openxr;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.headset.BodySet;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.HeadsetSamples;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.openxr.XrReader;
import dev.handloom.device.openxr.XrSetup;
import dev.handloom.device.openxr.XrWire;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Publishes what the child process says.
final class OpenXrSession implements DriverSession, XrReader.Sink {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WAIT_MILLIS = 100;

  /// A runtime that starts its compositor takes this long, and no longer.
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final ByteLink link;
  private final XrSetup setup;
  private final StreamWriter head;
  private final HeadsetSamples samples;
  private final XrReader reader = new XrReader(this);
  private final byte[] piece = new byte[1 << 16];
  private final long began = StudioClock.now();
  private boolean told;
  private boolean greeted;
  private String session = "";
  private String missing = "";

  /// From when on recentrings hold that no sample has been located after.
  private final Queue<Long> recentrings = new ArrayDeque<>();

  private int recentred;
  private @Nullable String trouble;
  private DeviceReport identity = DeviceReport.NOTHING;
  private DeviceReport report = DeviceReport.NOTHING;

  OpenXrSession(ByteLink link, XrSetup setup, List<StreamWriter> streams) {
    this.link = link;
    this.setup = setup;
    head = streams.getFirst();
    samples = new HeadsetSamples(streams);
  }

  @Override
  public void pump() throws IOException {
    if (!told) {
      told = true;
      byte[] message = setup.message();
      link.write(message, 0, message.length);
    }
    int got;
    try {
      got = link.read(piece, 0, piece.length, WAIT_MILLIS);
    } catch (IOException e) {
      throw trouble == null ? e : new IOException(trouble, e);
    }
    if (got > 0) {
      reader.accept(piece, 0, got);
    }
    if (trouble != null) {
      throw new IOException(trouble);
    }
    if (!greeted && StudioClock.now() - began > PATIENCE_NANOS) {
      throw new IOException(
          "The OpenXR runtime has said nothing for 20 seconds; it is asked again. If that goes on,"
              + " restart the headset's own program");
    }
  }

  @Override
  public void obey(Command command) throws IOException {
    boolean left = command.id().equals(OpenXrDriver.LEFT_PULSE);
    if (!left && !command.id().equals(OpenXrDriver.RIGHT_PULSE)) {
      throw new IOException("A headset knows no command " + command.id());
    }
    byte[] message = XrWire.pulse(left, command.values()[1], command.values()[0], 0);
    link.write(message, 0, message.length);
  }

  @Override
  public DeviceReport report() {
    return report;
  }

  @Override
  public void text(XrWire.Kind kind, String json) {
    JsonNode said;
    try {
      said = JSON.readTree(json);
    } catch (JacksonException e) {
      byte[] bytes = piece;
      head.bad(bytes, 0, Math.min(bytes.length, json.length()), link.arrivalNanos());
      return;
    }
    switch (kind) {
      case HELLO -> hello(said);
      case STATE -> {
        session = said.path("state").asString("");
        if (said.path("recentred").asBoolean(false)) {
          recentrings.add(said.path("recentredAt").asLong(Long.MIN_VALUE));
          recentred++;
        }
        say();
      }
      case TROUBLE -> trouble = said.path("what").asString("The OpenXR runtime failed");
      default -> {
        // A child never says these.
      }
    }
  }

  private void hello(JsonNode said) {
    greeted = true;
    String view = said.path("view").asString(XrWire.VIEW_OTHERS);
    identity =
        new DeviceReport(
                said.path("system").asString(""),
                firmware(
                    said.path("runtime").asString(""), said.path("version").asString(""), view),
                "",
                Double.NaN,
                List.of())
            .noting(note(view));
    List<String> lacks = new ArrayList<>();
    if (setup.hands() && !said.path("hands").asBoolean(false)) {
      lacks.add("hands");
    }
    if (!setup.body().equals(BodySet.NONE) && !said.path("body").asBoolean(false)) {
      lacks.add("the joints of this body");
    }
    if (setup.gaze() && !said.path("gaze").asBoolean(false)) {
      lacks.add("the eyes");
    }
    missing = String.join(" and ", lacks);
    say();
  }

  /// Runtimes like to put a version of their own into their name.
  private static String firmware(String runtime, String version, String view) {
    String name =
        version.isEmpty() || runtime.contains(version) ? runtime : runtime + " " + version;
    return name + (view.equals(XrWire.VIEW_OTHERS) ? ", without drawing" : ", as one who draws");
  }

  private String note(String view) {
    if (view.equals(XrWire.VIEW_OTHERS)) {
      return "";
    }
    return "The headset shows "
        + (view.equals("black") ? "black" : "the room and no picture")
        + " while Handloom has it: "
        + (setup.draw()
            ? "the setting draw asks for that."
            : "its runtime gives poses only to programs that draw.");
  }

  private void say() {
    List<Concern> concerns = new ArrayList<>();
    if (!missing.isEmpty()) {
      concerns.add(
          new Concern(
              "The runtime does not find " + missing,
              "Switch it on in the headset's own settings, or set it to false in the rig file."));
    }
    if (recentred > 0) {
      concerns.add(
          new Concern(
              "The origin was moved "
                  + (recentred == 1 ? "once" : recentred + " times")
                  + " since the headset was connected: places before and after do not fit together",
              "The head's channel origin tells them apart. Align cameras and trackers to the headset"
                  + " again."));
    }
    if (!session.isEmpty() && !session.equals("focused") && greeted) {
      concerns.add(
          new Concern(
              "The headset gives this program no input (its session is " + session + ")",
              "Put it on, and close menus and other programs that are in front in it."));
    }
    report = identity.with(concerns);
  }

  @Override
  public void sample(
      HeadsetPart part,
      long number,
      long locatedNanos,
      long doubtNanos,
      long aheadNanos,
      double[] values) {
    if (part == HeadsetPart.HEAD) {
      for (Long at = recentrings.peek();
          at != null && at <= locatedNanos;
          at = recentrings.peek()) {
        recentrings.remove();
        samples.recentred();
      }
      samples.head(number, locatedNanos / 1000, link.arrivalNanos(), aheadNanos, values);
    } else {
      samples.beside(part, number, values);
    }
  }

  @Override
  public void bad(byte[] bytes, int offset, int length) {
    head.bad(bytes, offset, length, link.arrivalNanos());
  }
}
