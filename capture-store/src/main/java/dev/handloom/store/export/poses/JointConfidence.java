package dev.handloom.store.export.poses;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.stream.Channel;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far each joint of a hand is to be trusted at the rows of an episode, as the stream beside
/// the hand's says that a merge or a headset writes; wholly, where there is none.
public final class JointConfidence {
  private static final String HEADSET_HAND = "-hand";

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
    boolean merged = hand.endsWith(MergedHands.HAND);
    String end = merged ? MergedHands.HAND : HEADSET_HAND;
    if (hand.endsWith(end)) {
      String beside =
          hand.substring(0, hand.length() - end.length())
              + (merged ? MergedHands.JOINTS : "-joints");
      StreamSamples said = rows.episode().signal(beside).orElse(null);
      if (said != null) {
        List<String> names = said.spec().channels().stream().map(Channel::name).toList();
        List<Integer> channels = new ArrayList<>();
        for (HandJoint joint : HandJoint.values()) {
          String name = joint.name().toLowerCase(Locale.ROOT);
          channels.add(names.indexOf(name + (merged ? "_confidence" : "_tracked")));
        }
        if (!channels.contains(-1)) {
          return new JointConfidence(rows, said, channels);
        }
      }
    }
    return new JointConfidence(rows, null, List.of());
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
