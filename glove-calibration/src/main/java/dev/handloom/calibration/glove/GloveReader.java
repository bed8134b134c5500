package dev.handloom.calibration.glove;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// What a calibration takes from a glove's stream: its own channels, or the angles of the skeleton
/// that it speaks of. One instance per thread.
public sealed interface GloveReader permits GloveReader.Plain, SkeletonReader {
  /// Of each number that [#read] gives.
  List<SensedChannel> channels();

  /// @param values one sample of the stream
  /// @param out as many numbers as [#channels]; NaN where the glove gave none
  void read(double[] values, double[] out);

  /// How a stream is to be read. It is never refused for what it lacks: a glove of which only one
  /// finger works is read as such.
  static GloveReader of(StreamSpec spec, HandSide side) {
    return SkeletonReader.fits(spec) ? new SkeletonReader(spec, side) : new Plain(spec);
  }

  /// Whether a stream is a glove's: it feels at least two fingers, and nobody has derived it.
  static boolean fits(StreamSpec spec) {
    if (spec.derived() || spec.channels().isEmpty()) {
      return false;
    }
    if (SkeletonReader.fits(spec)) {
      return true;
    }
    return new Plain(spec)
            .channels().stream()
                .filter(SensedChannel::useful)
                .map(SensedChannel::finger)
                .distinct()
                .count()
        >= 2;
  }

  /// The channels as they come.
  final class Plain implements GloveReader {
    private final List<SensedChannel> channels;

    Plain(StreamSpec spec) {
      List<SensedChannel> sensed = new ArrayList<>();
      spec.channels().forEach(channel -> sensed.add(SensedChannel.of(channel)));
      channels = List.copyOf(sensed);
    }

    @Override
    public List<SensedChannel> channels() {
      return channels;
    }

    @Override
    public void read(double[] values, double[] out) {
      System.arraycopy(values, 0, out, 0, out.length);
    }
  }
}
