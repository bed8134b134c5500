package dev.handloom.device.hand;

import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// How the streams of a hand are known that was put together of several sources.
public final class MergedHands {
  /// What the name of its wrist's place ends in: x y z qx qy qz qw.
  public static final String WRIST = "/merged-wrist";

  /// What the name of its joints ends in, which are laid out as [HandPose].
  public static final String HAND = "/merged-hand";

  /// What the name of the stream ends in that says of each joint where it comes from, and how far
  /// it is to be trusted: two numbers a joint.
  public static final String JOINTS = "/merged-joints";

  private static final String MAKER = "hand-merge ";

  private MergedHands() {}

  /// What makes such a stream.
  ///
  /// @param sources the streams that it is made of
  public static String maker(int version, List<String> sources) {
    return MAKER + version + " of " + String.join(" ", sources);
  }

  /// Whether a stream is part of a merged hand.
  public static boolean made(StreamSpec spec) {
    String maker = spec.maker();
    return maker != null && maker.startsWith(MAKER);
  }

  /// Whether another stream is in a merged hand, which shows it better.
  public static boolean holds(StreamSpec merged, String source) {
    String maker = merged.maker();
    return maker != null && made(merged) && List.of(maker.split(" ")).contains(source);
  }
}
