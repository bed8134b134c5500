package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.concurrent.locks.LockSupport;

/// Where a simulated headset's space really lies in the room.
final class HeadsetTruth {
  private static final long LIMIT_NANOS = 180_000_000_000L;

  private static final int SEEN = 60;

  private HeadsetTruth() {}

  /// From where the head is and where the headset says.
  static Pose spaceInRoom(Workplace workplace) {
    Truth truth = workplace.simulation().orElseThrow().truth();
    LiveStream head = workplace.rig().hub().find("openxr-headset/head").orElseThrow();
    RingReader reader = head.ring().reader();
    Sample sample = new Sample(head.spec());
    Vec3 middle = Vec3.ZERO;
    Quat turn = Quat.IDENTITY;
    long end = StudioClock.now() + LIMIT_NANOS;
    for (int n = 0; n < SEEN; ) {
      assertTrue(StudioClock.now() < end, "the headset speaks");
      if (!reader.poll(sample)) {
        LockSupport.parkNanos(1_000_000);
        continue;
      }
      double[] v = sample.values;
      Pose seen = new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit());
      Pose origin = truth.at(sample.captureNanos).head().then(seen.inverse());
      middle = middle.plus(origin.position().times(1.0 / SEEN));
      turn = n++ == 0 ? origin.rotation() : turn.towards(origin.rotation(), 1.0 / n);
    }
    return new Pose(middle, turn);
  }
}
