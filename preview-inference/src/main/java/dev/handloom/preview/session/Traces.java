package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Draws up how each channel went.
final class Traces {
  private static final double SECOND_NANOS = 1e9;
  private static final double PAST_SECONDS = 4;

  /// Smooth to look at, however slow the model's steps.
  private static final double MOST_SECONDS_A_POINT = 1.0 / 15;

  private Traces() {}

  /// @param atNanos what is now; a point lies there
  static List<ChannelTrace> of(Wants wants, Source source, long atNanos, boolean future) {
    double each = Math.min(wants.stepSeconds(), MOST_SECONDS_A_POINT);
    int past = (int) Math.ceil(PAST_SECONDS / each);
    int ahead = future ? (int) Math.ceil(wants.after() * wants.stepSeconds() / each) : 0;
    long[] nanos = new long[past + 1 + ahead];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = atNanos + Math.round((i - past) * each * SECOND_NANOS);
    }
    List<ChannelTrace> traces = new ArrayList<>();
    Set<String> drawn = new HashSet<>();
    for (int c = 0; c < wants.actions().size(); c++) {
      int channel = c;
      Channel action = wants.actions().get(c);
      drawn.add(action.name());
      traces.add(trace(action, c, nanos, at -> source.action(channel, at)));
    }
    List<Channel> state = wants.state();
    for (int c = 0; c < state.size(); c++) {
      int channel = c;
      if (drawn.add(state.get(c).name())) {
        traces.add(trace(state.get(c), -1, nanos, at -> source.state(channel, at)));
      }
    }
    return traces;
  }

  private interface Value {
    float at(long nanos);
  }

  private static ChannelTrace trace(Channel channel, int column, long[] nanos, Value value) {
    float[] values = new float[nanos.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.at(nanos[i]);
    }
    return new ChannelTrace(
        channel.name(), channel.unit(), column, channel.spread(), nanos, values);
  }
}
