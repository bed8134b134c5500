package dev.handloom.device.sim.lucid;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gloves on a serial port, gloves that dial the host over Wi-Fi and hold the fingers back, and one
/// of the older encoding.
public final class LucidGloveSimulators implements WireSimulators {
  /// Where the firmware dials the host.
  private static final int PORT = 65_432;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        glove(HandSide.LEFT, false),
        glove(HandSide.RIGHT, false),
        glove(HandSide.LEFT, true),
        glove(HandSide.RIGHT, true),
        legacy());
  }

  private static WireSimulator glove(HandSide side, boolean wifi) {
    String word = side.name().toLowerCase(Locale.ROOT);
    return new WireSimulator(
        word + "-glove" + (wifi ? "-wifi" : ""),
        "LucidGloves glove, " + word + " hand" + (wifi ? ", Wi-Fi, force feedback" : ""),
        "lucidglove",
        wifi
            ? Map.of("side", word, "max", "4095", "force_feedback", "true")
            : Map.of("side", word, "max", "4095", "splay", "true"),
        wifi ? new Plug.Dials(PORT) : new Plug.Serial(),
        Timing.GLOVE,
        (person, seed, settings) ->
            new GloveInstrument(build(settings, false, wifi), side, person, seed));
  }

  private static WireSimulator legacy() {
    return new WireSimulator(
        "legacy-glove",
        "LucidGloves glove of the older encoding, right hand",
        "lucidglove",
        Map.of("side", "right", "max", "1023", "force_feedback", "true"),
        new Plug.Serial(),
        Timing.GLOVE,
        (person, seed, settings) ->
            new GloveInstrument(build(settings, true, false), HandSide.RIGHT, person, seed));
  }

  /// What the rig file says to the driver; what is wrong in it the driver complains about.
  private static GloveInstrument.Build build(
      Map<String, String> settings, boolean legacy, boolean wifi) {
    String joints = settings.getOrDefault("joints", "0");
    return new GloveInstrument.Build(
        "1023".equals(settings.get("max")) ? 1023 : 4095,
        Boolean.parseBoolean(settings.get("splay")),
        joints.matches("[0-4]") ? Integer.parseInt(joints) : 0,
        legacy,
        wifi,
        Boolean.parseBoolean(settings.get("force_feedback")));
  }
}
