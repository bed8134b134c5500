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

  /// What is made, its version, and "of".
  private static final int BEFORE_SOURCES = 3;

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
    return sources(merged).contains(source);
  }

  /// The streams that one of a merged hand is made of; none for any other stream.
  public static List<String> sources(StreamSpec merged) {
    String maker = merged.maker();
    if (maker == null || !made(merged)) {
      return List.of();
    }
    List<String> words = List.of(maker.split(" "));
    return words.subList(Math.min(BEFORE_SOURCES, words.size()), words.size());
  }
}
