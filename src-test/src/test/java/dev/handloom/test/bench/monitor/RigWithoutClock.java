package dev.handloom.test.bench.monitor;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.preview.example.Scaler;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.resample.RowGrid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The simulated rig of the first start as fast as it can be computed: the same person, the same
/// instruments, the same cameras, asked for moments of the person's day instead of waiting for
/// them.
final class RigWithoutClock {
  static final String HEAD = "head-camera/video";
  static final String WRIST = "wrist-camera/video";
  private static final List<String> GLOVES = List.of("left-glove", "right-glove");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SIDE = 64;
  private static final double HZ = 15;
  private static final FrameFormat FORMAT = new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.BGRA);
  private static final Pattern CURL = Pattern.compile("(?<![A-Z(])([A-E])(\\d+)");
  private static final Pattern SPLAY = Pattern.compile("\\(([A-E])B\\)(\\d+)");

  private final long seed;
  private final ScriptedPerson person;
  private final Map<String, Instrument> instruments = new HashMap<>();
  private final PersonCamera head;
  private final PersonCamera wrist;
  private final Scaler scaler = new Scaler(WIDTH, HEIGHT, SIDE, SIDE, Fit.STRETCH);
  private final byte[] frame = new byte[FORMAT.capacity()];
  private final byte[] packet = new byte[1024];

  RigWithoutClock(long seed) {
    this.seed = seed;
    person = new ScriptedPerson(seed);
    head = new PersonCamera(PersonCamera.Mount.HEAD, person, FORMAT);
    wrist = new PersonCamera(PersonCamera.Mount.WRIST, person, FORMAT);
    for (String name : List.of("left-glove", "right-glove", "gripper")) {
      instruments.put(name, instrument(name, own(name)));
    }
    instruments.put("other", instrument("right-glove", own("right-glove") + 1));
  }

  /// As the running rig draws it.
  private long own(String name) {
    return new Random(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L).nextLong();
  }

  private Instrument instrument(String name, long own) {
    WireSimulator simulator =
        Simulators.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    return simulator.maker().make(person, own, simulator.settings());
  }

  /// What a model of these episodes would be shown, with nothing measured yet.
  static Wants shape() {
    List<Channel> channels = new ArrayList<>();
    channels.add(channel("gripper/encoder.encoder"));
    for (String glove : GLOVES) {
      for (String what : List.of("curl", "splay")) {
        for (Finger finger : Finger.values()) {
          channels.add(
              channel(glove + "/fingers." + finger.name().toLowerCase(Locale.ROOT) + "_" + what));
        }
      }
    }
    return new Wants(
        1 / HZ,
        16,
        List.of(-2, 0),
        List.of(4, 8, 12, 16),
        List.of(
            new Wants.View(HEAD, HEAD, SIDE, SIDE, Fit.STRETCH),
            new Wants.View(WRIST, WRIST, SIDE, SIDE, Fit.STRETCH)),
        List.of(new Wants.Group(Wants.STATE, channels)),
        channels);
  }

  private static Channel channel(String name) {
    return new Channel(name, "counts", true, 0, 1);
  }

  /// An episode of the person's day.
  ///
  /// @param fromSeconds of the day
  SimulatedEpisode episode(Wants wants, double fromSeconds, double seconds) {
    long start = Math.round(fromSeconds * 1e9);
    RowGrid grid = RowGrid.between(start, start + Math.round(seconds * 1e9), HZ);
    List<Picture> seen = new ArrayList<>();
    List<Picture> withObject = new ArrayList<>();
    List<Picture> carried = new ArrayList<>();
    float[][] state = new float[grid.rows()][];
    float[][] other = new float[grid.rows()][];
    for (int row = 0; row < grid.rows(); row++) {
      long at = grid.nanos(row);
      head.take(at, frame, 0);
      seen.add(scaler.scale(ByteBuffer.wrap(frame)));
      object();
      withObject.add(scaler.scale(ByteBuffer.wrap(frame)));
      wrist.take(at, frame, 0);
      carried.add(scaler.scale(ByteBuffer.wrap(frame)));
      Map<String, Float> numbers = new HashMap<>();
      for (String glove : GLOVES) {
        glove(glove, glove, at, numbers);
      }
      gripper(at, numbers);
      state[row] = told(wants, numbers);
      glove("other", "right-glove", at, numbers);
      other[row] = told(wants, numbers);
    }
    EpisodeId id = EpisodeId.at(Instant.ofEpochSecond(Math.round(fromSeconds)));
    return new SimulatedEpisode(id, wants, grid, seen, withObject, carried, state, other);
  }

  /// A ball of a colour that nothing else has, on the table beside the work.
  private void object() {
    for (int y = 300; y < 380; y++) {
      for (int x = 500; x < 580; x++) {
        double off = Math.hypot(x - 540, y - 340) / 40;
        if (off < 1) {
          double light = 1 - 0.5 * off * off;
          int i = 4 * (y * WIDTH + x);
          frame[i] = (byte) (int) (200 * light);
          frame[i + 1] = (byte) (int) (40 * light);
          frame[i + 2] = (byte) (int) (220 * light);
        }
      }
    }
  }

  private void glove(String instrument, String name, long at, Map<String, Float> into) {
    Instrument glove = instruments.get(instrument);
    if (glove == null) {
      throw new IllegalStateException(instrument);
    }
    String text =
        new String(packet, 0, glove.measure(at, at / 1000, 0, packet), StandardCharsets.US_ASCII);
    values(CURL, text, name, "_curl", into);
    values(SPLAY, text, name, "_splay", into);
  }

  private static void values(
      Pattern pattern, String text, String name, String what, Map<String, Float> into) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      Finger finger = Finger.values()[found.group(1).charAt(0) - 'A'];
      into.put(
          name + "/fingers." + finger.name().toLowerCase(Locale.ROOT) + what,
          Float.valueOf(found.group(2)));
    }
  }

  private void gripper(long at, Map<String, Float> into) {
    Instrument gripper = instruments.get("gripper");
    if (gripper == null) {
      throw new IllegalStateException("gripper");
    }
    String line =
        new String(packet, 0, gripper.measure(at, at / 1000, 0, packet), StandardCharsets.US_ASCII);
    into.put("gripper/encoder.encoder", Float.valueOf(line.strip().split("[,*]")[2]));
  }

  private static float[] told(Wants wants, Map<String, Float> numbers) {
    List<Channel> state = wants.state();
    float[] told = new float[state.size()];
    for (int c = 0; c < told.length; c++) {
      Float value = numbers.get(state.get(c).name());
      if (value == null) {
        throw new IllegalStateException("The rig has no " + state.get(c).name());
      }
      told[c] = value;
    }
    return told;
  }
}
