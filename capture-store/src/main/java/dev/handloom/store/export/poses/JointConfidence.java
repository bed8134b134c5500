package dev.handloom.store.export.poses;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far each joint of a hand is to be trusted at the rows of an episode, as the stream beside
/// the hand's says that a merge or a headset writes; wholly, where there is none.
public final class JointConfidence {
  private static final String HEADSET_HAND = "-hand";
  private static final String HEADSET_JOINTS = "-joints";

  private final DatasetEpisode rows;
  private final @Nullable StreamSamples said;
  private final List<Integer> channels;

  private JointConfidence(
      DatasetEpisode rows, @Nullable StreamSamples said, List<Integer> channels) {
    this.rows = rows;
    this.said = said;
    this.channels = channels;
  }

  /// @param hand the name of a stream of hands
  public static JointConfidence of(DatasetEpisode rows, String hand) {
    StreamSamples said = beside(hand).flatMap(name -> rows.episode().signal(name)).orElse(null);
    if (said != null) {
      List<Integer> channels = channels(said.spec());
      if (!channels.isEmpty()) {
        return new JointConfidence(rows, said, channels);
      }
    }
    return new JointConfidence(rows, null, List.of());
  }

  /// The stream that says it of a hand's joints, by their names.
  static Optional<String> beside(String hand) {
    return hand.endsWith(MergedHands.HAND)
        ? Optional.of(beside(hand, MergedHands.HAND, MergedHands.JOINTS))
        : hand.endsWith(HEADSET_HAND)
            ? Optional.of(beside(hand, HEADSET_HAND, HEADSET_JOINTS))
            : Optional.empty();
  }

  /// The hand of whose joints a stream says it.
  public static Optional<String> handOf(StreamSpec said) {
    if (channels(said).isEmpty()) {
      return Optional.empty();
    }
    String name = said.name();
    return Optional.of(
        name.endsWith(MergedHands.JOINTS)
            ? beside(name, MergedHands.JOINTS, MergedHands.HAND)
            : beside(name, HEADSET_JOINTS, HEADSET_HAND));
  }

  private static String beside(String name, String end, String other) {
    return name.substring(0, name.length() - end.length()) + other;
  }

  /// Where in its samples each joint stands, as [HandJoint] counts them; empty where it says
  /// nothing of joints.
  public static List<Integer> channels(StreamSpec said) {
    boolean merged = said.name().endsWith(MergedHands.JOINTS);
    if (!merged && !said.name().endsWith(HEADSET_JOINTS)) {
      return List.of();
    }
    List<String> names = said.channels().stream().map(Channel::name).toList();
    List<Integer> channels = new ArrayList<>();
    for (HandJoint joint : HandJoint.values()) {
      String name = joint.name().toLowerCase(Locale.ROOT);
      channels.add(names.indexOf(name + (merged ? "_confidence" : "_tracked")));
    }
    return channels.contains(-1) ? List.of() : List.copyOf(channels);
  }

  /// 0 to 1; 0 where nothing was said lately.
  ///
  /// @param joint its place in [HandJoint]
  public float at(int row, int joint) {
    StreamSamples samples = said;
    if (samples == null) {
      return 1;
    }
    long now = rows.nanos(row);
    int index = samples.indexAt(now);
    double oldest = rows.plan().oldestMillis() * 1e6;
    if (index < 0 || now - samples.captureNanos(index) > oldest) {
      return 0;
    }
    return (float) samples.value(index, channels.get(joint));
  }
}
