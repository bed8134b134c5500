package dev.handloom.app.space;

import dev.handloom.app.live.LivePoses;
import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.MotionAlignment;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lays a headset's space over another while a person moves what both see, on a thread of its own.
/// Looked at and led from any thread.
public final class AlignSession implements AutoCloseable {
  private static final long POLL_NANOS = 8_000_000L;

  /// Moments nearer to each other say the same.
  private static final long APART_NANOS = 100_000_000L;

  /// Trackers that are sent on by other programs are late.
  private static final long PATIENCE_NANOS = 150_000_000L;

  /// Nothing has been seen for so long: it is said.
  private static final long UNSEEN_NANOS = 1_000_000_000L;

  /// More moments make it hardly better, and longer to work out.
  private static final int MOST = 240;

  private static final int ENOUGH = 150;

  /// How it goes.
  public enum State {
    WAITING,
    MOVING,
    DONE,
    REFUSED
  }

  /// What a person sees.
  ///
  /// @param covered how much of the motion that is needed was made, 0 to 1
  /// @param words what is in the way, or what was found; empty where all is well
  /// @param made what was found
  public record Look(
      State state, int moments, double covered, String words, @Nullable SpaceProfile made) {}

  private record Seen(long nanos, Pose pose) {}

  private final AlignPair pair;
  private final RingReader seen;
  private final Sample sample;
  private final LivePoses told;
  private final Deque<Seen> waiting = new ArrayDeque<>();
  private final List<MotionAlignment.Moment> moments = new ArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile Look look = new Look(State.WAITING, 0, 0, "", null);
  private volatile boolean closed;
  private State state = State.WAITING;
  private SpaceMoment space;
  private long lastSeen;
  private long lastTaken;
  private long lastTold;

  public AlignSession(AlignPair pair) {
    this.pair = pair;
    space = SpaceMoment.of(pair.headset());
    seen = pair.seen().stream().ring().reader();
    sample = new Sample(pair.seen().stream().spec());
    told = LivePoses.of(pair.told().stream(), pair.told().channels());
    thread = Thread.ofPlatform().name("align " + pair.headset().id()).daemon(true).start(this::run);
  }

  public AlignPair pair() {
    return pair;
  }

  public Look look() {
    return look;
  }

  /// Begins, or ends and works it out.
  public void goOn() {
    commands.add(() -> {
      if (state == State.MOVING) {
        end();
      } else {
        begin();
      }
    });
  }

  /// From the beginning.
  public void again() {
    commands.add(this::begin);
  }

  private void begin() {
    moments.clear();
    waiting.clear();
    space = SpaceMoment.of(pair.headset());
    lastSeen = StudioClock.now();
    lastTold = lastSeen;
    lastTaken = 0;
    state = State.MOVING;
    show("", null);
  }

  private void run() {
    while (!closed) {
      for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
        next.run();
      }
      while (seen.poll(sample)) {
        Optional<Pose> pose = pair.seen().in(sample);
        if (pose.isPresent() && state == State.MOVING) {
          lastSeen = StudioClock.now();
          if (sample.captureNanos - lastTaken >= APART_NANOS) {
            lastTaken = sample.captureNanos;
            waiting.addLast(new Seen(sample.captureNanos, pose.get()));
          }
        }
      }
      if (state == State.MOVING) {
        collect();
      }
      LockSupport.parkNanos(this, POLL_NANOS);
    }
  }

  private void collect() {
    long now = StudioClock.now();
    while (!waiting.isEmpty() && now - waiting.getFirst().nanos >= PATIENCE_NANOS) {
      Seen first = waiting.removeFirst();
      told.between(first.nanos)
          .ifPresent(pose -> {
            lastTold = now;
            moments.add(new MotionAlignment.Moment(first.pose, pose));
          });
    }
    if (space.gone()) {
      refuse(
          "The headset was recentred, or started anew, in the middle. What was moved before counts no"
              + " more; begin again.");
      return;
    }
    String words = "";
    if (now - lastSeen > UNSEEN_NANOS) {
      words = "The headset does not see the hand. Hold it in front of the face.";
    } else if (now - lastTold > UNSEEN_NANOS + PATIENCE_NANOS) {
      words = "Nothing comes from " + pair.target() + ". Is the tracker seen?";
    }
    show(words, null);
    if (moments.size() >= MOST || (moments.size() >= ENOUGH && look.covered >= 1)) {
      end();
    }
  }

  private void end() {
    try {
      Alignment found = MotionAlignment.of(moments);
      SpaceProfile made =
          space.profile(
              pair.target(),
              false,
              SpaceProfile.Kind.MOVED,
              pair.seen().stream().spec().name() + " and " + pair.told().stream().spec().name(),
              found,
              null);
      state = State.DONE;
      show(made.words(), made);
    } catch (AlignmentRefusal e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String words) {
    state = State.REFUSED;
    show(words, null);
  }

  private void show(String words, @Nullable SpaceProfile made) {
    look = new Look(state, moments.size(), MotionAlignment.covered(moments), words, made);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
