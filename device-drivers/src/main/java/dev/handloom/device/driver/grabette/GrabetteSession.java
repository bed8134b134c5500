package dev.handloom.device.driver.grabette;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.grabette.GrabetteDecoder.Reading;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.Pace;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for what is new, again and again, and publishes it once.
final class GrabetteSession implements DriverSession {
  private static final String HISTORY = "/api/state/history?cursor=";
  private static final String STATE = "/api/state/ws";
  private static final String MOTION = "/api/teleop/stream";

  private static final int NOT_FOUND = 404;

  /// 500 readings of each part are some 100 kB.
  private static final int MOST_BYTES = 1 << 20;

  private static final int ANSWER_MILLIS = 1000;
  private static final int COMMAND_MILLIS = 10_000;
  private static final int WAIT_MILLIS = 100;

  /// Then the gripper is gone, and the connection is made anew.
  private static final int MOST_MISSED = 3;

  /// Between looks whether an episode is still being played.
  private static final int POLLS_BETWEEN_LOOKS = 20;

  private final RequestLink link;
  private final Map<Part, StreamWriter> writers = new EnumMap<>(Part.class);
  private final Map<Part, Long> newest = new EnumMap<>(Part.class);
  private final GrabetteClock clock;
  private final GrabetteDecoder decoder = new GrabetteDecoder();
  private final Pace pace;
  private final byte[] message = new byte[1 << 16];
  private int length;
  private boolean begun;
  private @Nullable MessageLink states;
  private @Nullable MessageLink motions;
  private long cursor;
  private long generation = -1;
  private int polls;
  private int missed;
  private boolean playing;
  private boolean lost;
  private boolean jawless;
  private String refused = "";
  private String shown = "";
  private DeviceReport report = DeviceReport.NOTHING;

  GrabetteSession(RequestLink link, List<Part> parts, List<StreamWriter> streams, double hz) {
    this.link = link;
    pace = new Pace(hz);
    clock = streams.getFirst().clock(GrabetteClock.class);
    for (int i = 0; i < parts.size(); i++) {
      writers.put(parts.get(i), streams.get(i));
    }
  }

  @Override
  public void pump() throws IOException {
    if (!begun) {
      begin();
    }
    MessageLink old = states;
    if (old == null) {
      pace.await();
      poll();
    } else if (hear(old, WAIT_MILLIS)) {
      decode(() -> decoder.state(message, length), old.arrivalNanos());
    }
    MessageLink moving = motions;
    while (moving != null && hear(moving, 0)) {
      decode(() -> decoder.motion(message, length), moving.arrivalNanos());
      lost = decoder.lost();
    }
  }

  private boolean hear(MessageLink from, int waitMillis) throws IOException {
    length = from.receive(message, waitMillis);
    return length != MessageLink.NOTHING;
  }

  /// Finds out where the history stands: what was measured before we came is not ours.
  private void begin() throws IOException {
    RequestLink.Answer first = link.get(HISTORY + 0, MOST_BYTES, ANSWER_MILLIS);
    if (first.status() == NOT_FOUND) {
      states = link.webSocket(STATE);
    } else {
      try {
        decoder.history(first.body(), first.body().length);
        cursor = decoder.cursor();
      } catch (Unexpected e) {
        throw new IOException(
            "It answers, but not as a GRABETTE does (" + e.getMessage() + "): " + link.title(), e);
      }
    }
    if (writers.containsKey(Part.MOTION)) {
      post("/api/teleop/start", "{}");
      motions = link.webSocket(MOTION);
    }
    begun = true;
  }

  private void poll() throws IOException {
    RequestLink.Answer answer = ask(HISTORY + cursor);
    if (answer == null) {
      return;
    }
    if (!answer.good()) {
      bad(answer.body(), answer.arrivalNanos());
      return;
    }
    try {
      decoder.history(answer.body(), answer.body().length);
    } catch (Unexpected e) {
      bad(answer.body(), answer.arrivalNanos());
      return;
    }
    cursor = decoder.cursor();
    boolean another = generation >= 0 && decoder.generation() != generation;
    if (another || generation < 0 || (playing && polls % POLLS_BETWEEN_LOOKS == 0)) {
      generation = decoder.generation();
      look();
    }
    polls++;
    // A list that mixes old and new is neither; and a first list after an episode was played may.
    if (!playing && !another) {
      jawless = jawless(decoder.readings());
      decoder.readings().forEach(reading -> publish(reading, answer.arrivalNanos()));
    }
  }

  /// One missing answer is a bad frame; some in a row, and the gripper is gone.
  private RequestLink.@Nullable Answer ask(String path) throws IOException {
    try {
      RequestLink.Answer answer = link.get(path, MOST_BYTES, ANSWER_MILLIS);
      missed = 0;
      return answer;
    } catch (IOException e) {
      if (++missed >= MOST_MISSED) {
        throw e;
      }
      bad(path.getBytes(StandardCharsets.UTF_8), StudioClock.now());
      return null;
    }
  }

  /// Many readings and none of the encoders: they are not connected.
  private boolean jawless(List<Reading> readings) {
    return readings.isEmpty()
        ? jawless
        : readings.stream().noneMatch(reading -> reading.part() == Part.JAWS);
  }

  /// Whether the gripper plays an old episode.
  private void look() throws IOException {
    RequestLink.Answer answer = ask("/api/replay/status");
    if (answer == null) {
      return;
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\\s", "");
    playing = answer.good() && text.contains("\"active\":true");
  }

  private interface Decoding {
    void run() throws Unexpected;
  }

  private void decode(Decoding decoding, long arrivalNanos) {
    try {
      decoding.run();
    } catch (Unexpected e) {
      bad(Arrays.copyOf(message, length), arrivalNanos);
      return;
    }
    decoder.readings().forEach(reading -> publish(reading, arrivalNanos));
  }

  private void bad(byte[] bytes, long arrivalNanos) {
    StreamWriter first = writers.get(Part.JAWS);
    if (first != null) {
      first.bad(bytes, 0, bytes.length, arrivalNanos);
    }
  }

  private void publish(Reading reading, long arrivalNanos) {
    StreamWriter writer = writers.get(reading.part());
    Long last = newest.put(reading.part(), reading.ticks());
    // The newest is repeated until there is a newer one.
    if (writer == null || (last != null && last == reading.ticks())) {
      return;
    }
    System.arraycopy(reading.values(), 0, writer.values(), 0, reading.values().length);
    clock.now(reading.part());
    writer.publish(reading.ticks(), arrivalNanos);
  }

  @Override
  public void obey(Command command) throws IOException {
    switch (command.id()) {
      case GrabetteDriver.EPISODE_START -> post("/api/episodes/start", "{}");
      case GrabetteDriver.EPISODE_STOP -> post("/api/episodes/stop", "{}");
      case GrabetteDriver.MOTION_SEND ->
          post("/api/teleop/send", "{\"on\":" + (command.values()[0] >= 0.5) + "}");
      default -> DriverSession.super.obey(command);
    }
  }

  /// A refusal is no end of the connection: it is said.
  private void post(String path, String body) throws IOException {
    RequestLink.Answer answer =
        link.post(
            path,
            "application/json",
            body.getBytes(StandardCharsets.UTF_8),
            MOST_BYTES,
            COMMAND_MILLIS);
    refused = answer.good() ? "" : path + " was answered with " + answer.status();
  }

  @Override
  public DeviceReport report() {
    String now =
        playing + " " + lost + " " + jawless + " " + decoder.capturing() + refused + missed;
    if (!now.equals(shown)) {
      shown = now;
      report =
          new DeviceReport(
              "GRABETTE", states == null ? "" : "without history", "", Double.NaN, concerns());
    }
    return report;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    if (playing) {
      concerns.add(
          new Concern(
              "It plays an old episode; nothing of it is recorded",
              "Stop the replay on the gripper's own page"));
    }
    if (jawless) {
      concerns.add(
          new Concern(
              "Its jaws' encoders say nothing",
              "See on the gripper's own page whether it found them"));
    }
    if (lost) {
      concerns.add(
          new Concern(
              "It has lost track of where it is", "Hold it still towards something with texture"));
    }
    if (states != null) {
      concerns.add(
          new Concern(
              "Its firmware keeps no history: ten readings a second instead of fifty",
              "Bring the gripper's software up to date"));
    }
    if (missed > 0) {
      concerns.add(new Concern("It does not answer in time", "Look at its Wi-Fi"));
    }
    if (!refused.isEmpty()) {
      concerns.add(
          new Concern(
              "It refused: " + refused,
              "409 means that it records or tracks already; look at the gripper's own page"));
    }
    return concerns;
  }

  @Override
  public void end() throws IOException {
    MessageLink moving = motions;
    if (moving != null) {
      post("/api/teleop/stop", "{}");
      moving.close();
    }
    MessageLink old = states;
    if (old != null) {
      old.close();
    }
  }
}
