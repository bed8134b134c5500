package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.hand.HandView;
import dev.handloom.device.hand.HandSide;
import dev.handloom.store.episode.StreamSamples;
import java.util.Locale;

/// A hand as it was at the playhead.
final class ReviewHand {
  /// What a hand is: drawn as it was, drawn faded, or not known yet.
  enum Age {
    FRESH,
    STALE,
    NONE
  }

  /// A hand that old tells nothing of the moment.
  private static final long STALE_NANOS = 500_000_000;

  private static final int NOTHING_DRAWN = -2;

  private final StreamSamples samples;
  private final HandView view;
  private final double[] joints;
  private int drawn = NOTHING_DRAWN;
  private Age age = Age.NONE;

  ReviewHand(StreamSamples samples) {
    this.samples = samples;
    joints = new double[samples.spec().channels().size()];
    view = new HandView(side(samples.spec().name()));
  }

  static HandSide side(String stream) {
    return stream.toLowerCase(Locale.ROOT).contains("right") ? HandSide.RIGHT : HandSide.LEFT;
  }

  static Age age(StreamSamples samples, int index, long playheadNanos) {
    if (index < 0) {
      return Age.NONE;
    }
    return playheadNanos - samples.captureNanos(index) > STALE_NANOS ? Age.STALE : Age.FRESH;
  }

  String stream() {
    return samples.spec().name();
  }

  HandView view() {
    return view;
  }

  void show(long playheadNanos) {
    int index = samples.indexAt(playheadNanos);
    Age now = age(samples, index, playheadNanos);
    if (index == drawn && now == age) {
      return;
    }
    drawn = index;
    age = now;
    if (now == Age.NONE) {
      view.showUnknown("No hand yet at this time");
      return;
    }
    samples.values(index, joints);
    view.showJoints(joints);
    if (now == Age.STALE) {
      view.showStale("The glove was silent");
    }
  }
}
