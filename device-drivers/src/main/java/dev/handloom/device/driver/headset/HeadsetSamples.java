package dev.handloom.device.driver.headset;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Publishes what a headset tracks. A place that is not known any more stays where it was and is
/// marked as not tracked; a hand that is not seen is left out. Belongs to the device's thread.
public final class HeadsetSamples {
  private static final int WRIST_AT = 2 + HandJoint.WRIST.ordinal() * HeadsetPart.JOINT;
  private static final int PLACE = 7;

  private final StreamWriter head;
  private final Map<String, StreamWriter> streams = new HashMap<>();
  private boolean published;
  private long number = -1;
  private int recentred;
  private long handsAheadNanos;
  private StreamWriter lead;
  private boolean waits;
  private long waitingTicks;
  private long waitingArrival;

  /// @param streams those of [HeadsetStreams#of]
  public HeadsetSamples(List<StreamWriter> streams) {
    head = streams.getFirst();
    lead = head;
    for (StreamWriter stream : streams) {
      String name = stream.spec().name();
      this.streams.put(name.substring(name.indexOf('/')), stream);
      // A quaternion of zeros is no rotation.
      double[] values = stream.values();
      for (int i = 0; i < values.length; i++) {
        if (stream.spec().channels().get(i).name().endsWith("qw")) {
          values[i] = 1;
        }
      }
    }
  }

  /// The wearer moved the origin.
  public void recentred() {
    recentred++;
  }

  /// The hands are foretold: they are where they will be so long after the head's moment.
  public void handsAhead(long nanos) {
    handsAheadNanos = nanos;
  }

  /// How long before the head's moment hands are: negative where they are foretold. None can be of
  /// a later moment than that in which it came.
  public long handsBeforeNanos() {
    long room = lead.sample().arrivalNanos - lead.sample().captureNanos;
    return -Math.min(handsAheadNanos, Math.max(0, room));
  }

  /// What is put beside this number comes with a time of its own, without the head.
  public void moment(long at, long ticks, long arrivalNanos) {
    number = at;
    published = true;
    waits = true;
    waitingTicks = ticks;
    waitingArrival = arrivalNanos;
  }

  private void put(StreamWriter stream, long nanosBefore) {
    if (waits) {
      waits = false;
      lead = stream;
      stream.publish(waitingTicks, waitingArrival);
    } else {
      stream.publishBefore(lead, nanosBefore);
    }
  }

  /// Something that was located together with the head of the same number.
  public void beside(HeadsetPart part, long at, double[] values) {
    switch (part) {
      case HEAD -> throw new IllegalArgumentException("The head comes with its time");
      case GAZE -> beside(HeadsetStreams.GAZE, at, values, 0);
      case LEFT_CONTROLLER -> controller(HeadsetStreams.LEFT, at, values);
      case RIGHT_CONTROLLER -> controller(HeadsetStreams.RIGHT, at, values);
      case LEFT_HAND -> hand(HeadsetStreams.LEFT, at, values);
      case RIGHT_HAND -> hand(HeadsetStreams.RIGHT, at, values);
      case BODY -> body(at, values);
    }
  }

  /// The head, with which everything comes that was located together.
  ///
  /// @param aheadNanos how far the moment lay ahead when it was asked for
  public void head(long at, long ticks, long arrivalNanos, long aheadNanos, double[] values) {
    number = at;
    place(head.values(), 0, values, 0);
    head.values()[PLACE + 1] = aheadNanos / 1e9;
    head.values()[PLACE + 2] = recentred;
    published = true;
    waits = false;
    lead = head;
    head.publish(ticks, arrivalNanos, at);
  }

  /// Takes over a place that is known, and whether it is tracked.
  private static boolean place(double[] into, int at, double[] values, int from) {
    double flags = values[from + PLACE];
    if (HeadsetPart.valid(flags)) {
      System.arraycopy(values, from, into, at, PLACE);
    }
    into[at + PLACE] = HeadsetPart.tracked(flags) ? 1 : 0;
    return HeadsetPart.valid(flags);
  }

  private @Nullable StreamWriter stream(String name, long at) {
    // What was located together has one time: that of the head.
    return published && at == number ? streams.get(name) : null;
  }

  private void beside(String name, long at, double[] values, int from) {
    StreamWriter stream = stream(name, at);
    if (stream != null) {
      place(stream.values(), 0, values, from);
      put(stream, 0);
    }
  }

  private void controller(String side, long at, double[] values) {
    StreamWriter stream = stream(side + HeadsetStreams.CONTROLLER, at);
    if (stream == null) {
      return;
    }
    double[] into = stream.values();
    place(into, 0, values, 1);
    int aim = 1 + HeadsetPart.LOCATION;
    if (HeadsetPart.valid(values[aim + PLACE])) {
      System.arraycopy(values, aim, into, PLACE + 1, PLACE);
    }
    System.arraycopy(values, aim + HeadsetPart.LOCATION, into, 2 * PLACE + 1, 8);
    if (values[0] == 0) {
      into[PLACE] = 0;
    }
    put(stream, 0);
  }

  private void hand(String side, long at, double[] values) {
    StreamWriter wrist = stream(side + HeadsetStreams.WRIST, at);
    StreamWriter hand = stream(side + HeadsetStreams.HAND, at);
    StreamWriter joints = stream(side + HeadsetStreams.JOINTS, at);
    if (wrist == null || hand == null || joints == null) {
      return;
    }
    double flags = values[0] == 0 ? 0 : values[WRIST_AT + PLACE + 1];
    if (HeadsetPart.valid(flags)) {
      System.arraycopy(values, WRIST_AT, wrist.values(), 0, PLACE);
    }
    wrist.values()[PLACE] = HeadsetPart.tracked(flags) ? 1 : 0;
    put(wrist, handsBeforeNanos());
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int from = 2 + j * HeadsetPart.JOINT + PLACE;
      joints.values()[2 * j] = Math.clamp(values[from], 0, 0.1);
      joints.values()[2 * j + 1] = HeadsetPart.tracked(values[from + 1]) ? 1 : 0;
    }
    joints.values()[2 * HandJoint.COUNT] = values[1];
    put(joints, handsBeforeNanos());
    if (HeadsetPart.valid(flags) && whole(values)) {
      relative(values, hand.values());
      put(hand, handsBeforeNanos());
    }
  }

  private void body(long at, double[] values) {
    StreamWriter stream = stream(HeadsetStreams.BODY, at);
    if (stream == null) {
      return;
    }
    double[] into = stream.values();
    boolean active = values[0] != 0;
    into[0] = active ? Math.clamp(values[1], 0, 1) : 0;
    for (int to = 1, from = 2; to < into.length; to += PLACE + 1, from += HeadsetPart.LOCATION) {
      place(into, to, values, from);
      if (!active) {
        into[to + PLACE] = 0;
      }
    }
    put(stream, 0);
  }

  private static boolean whole(double[] values) {
    for (int j = 0; j < HandJoint.COUNT; j++) {
      if (!HeadsetPart.valid(values[2 + j * HeadsetPart.JOINT + PLACE + 1])) {
        return false;
      }
    }
    return true;
  }

  /// All joints as the wrist sees them.
  private static void relative(double[] values, double[] into) {
    Pose back = pose(values, WRIST_AT).inverse();
    for (int j = 0; j < HandJoint.COUNT; j++) {
      Pose joint = back.then(pose(values, 2 + j * HeadsetPart.JOINT));
      int at = j * HandPose.PER_JOINT;
      into[at] = joint.position().x();
      into[at + 1] = joint.position().y();
      into[at + 2] = joint.position().z();
      into[at + 3] = joint.rotation().x();
      into[at + 4] = joint.rotation().y();
      into[at + 5] = joint.rotation().z();
      into[at + 6] = joint.rotation().w();
    }
  }

  private static Pose pose(double[] values, int at) {
    return new Pose(
        new Vec3(values[at], values[at + 1], values[at + 2]),
        new Quat(values[at + 3], values[at + 4], values[at + 5], values[at + 6]).unit());
  }
}
