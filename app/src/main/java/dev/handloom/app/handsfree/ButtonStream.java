package dev.handloom.app.handsfree;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Follows the switches of one stream and tells each press. Belongs to one thread.
final class ButtonStream {
  /// A foot is not faster; a worn contact is.
  private static final long BOUNCE_NANOS = 150_000_000L;

  private final RingReader reader;
  private final Sample sample;
  private final List<ButtonKey> keys = new ArrayList<>();
  private final int[] channels;
  private final boolean[] down;
  private final long[] pressedNanos;
  private boolean seen;

  /// Begins with the next sample to come.
  ButtonStream(LiveStream stream) {
    StreamSpec spec = stream.spec();
    reader = stream.ring().reader();
    sample = new Sample(spec);
    keys.addAll(switches(spec));
    channels = new int[keys.size()];
    int at = 0;
    for (int c = 0; c < spec.channels().size(); c++) {
      if (spec.channels().get(c).unit() == Unit.SWITCH) {
        channels[at++] = c;
      }
    }
    down = new boolean[channels.length];
    pressedNanos = new long[channels.length];
    Arrays.fill(pressedNanos, Long.MIN_VALUE / 2);
  }

  /// The switches of a device.
  static List<ButtonKey> switches(Device device) {
    List<ButtonKey> all = new ArrayList<>();
    for (LiveStream stream : device.streams()) {
      all.addAll(switches(stream.spec()));
    }
    return all;
  }

  private static List<ButtonKey> switches(StreamSpec spec) {
    List<ButtonKey> keys = new ArrayList<>();
    for (Channel channel : spec.channels()) {
      if (channel.unit() == Unit.SWITCH) {
        keys.add(new ButtonKey(spec.name(), channel.name()));
      }
    }
    return keys;
  }

  /// Tells the presses since the last call.
  void poll(Consumer<ButtonKey> pressed) {
    while (reader.poll(sample)) {
      for (int i = 0; i < channels.length; i++) {
        boolean now = sample.values[channels[i]] >= 0.5;
        // What is down when it is first seen may have been down for long.
        if (now && !down[i] && seen && sample.arrivalNanos - pressedNanos[i] >= BOUNCE_NANOS) {
          pressedNanos[i] = sample.arrivalNanos;
          pressed.accept(keys.get(i));
        }
        down[i] = now;
      }
      seen = true;
    }
  }
}
