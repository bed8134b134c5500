package dev.handloom.app.live;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.hand.HandView;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Sample;
import javafx.util.Subscription;

/// Shows the newest hand of a stream; says so when it is an old one.
public final class LiveHand {
  /// A hand that has not moved for so long is not live.
  private static final long STALE_NANOS = 1_000_000_000L;

  private final LiveStream stream;
  private final Sample newest;
  private final HandView view;
  private final Subscription pulse;

  public LiveHand(HandSide side, LiveStream stream) {
    this.stream = stream;
    newest = new Sample(stream.spec());
    view = new HandView(side);
    view.showUnknown("Nothing from the glove yet");
    pulse = Pulse.shared().whileShown(view, _ -> draw());
  }

  public HandView view() {
    return view;
  }

  private void draw() {
    if (!stream.ring().latest(newest)) {
      return;
    }
    if (StudioClock.now() - newest.arrivalNanos > STALE_NANOS) {
      view.showStale("The glove is silent");
    } else {
      view.showJoints(newest.values);
    }
  }

  /// Lets go of the stream.
  public void end() {
    pulse.unsubscribe();
  }
}
