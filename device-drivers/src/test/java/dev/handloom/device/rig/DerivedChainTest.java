package dev.handloom.device.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Links;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// A stream derived from a derived one: as a robot follows a hand that follows a glove.
class DerivedChainTest {
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  /// The first channel, so many times as large.
  private record Times(StreamSpec output, double factor) implements Processor {
    static Times of(String name, double factor) {
      return new Times(
          new StreamSpec(
              name,
              StreamKind.SIGNAL,
              List.of(new Channel("times", Unit.NONE, -1e9, 1e9)),
              50,
              null,
              null,
              "times " + factor),
          factor);
    }

    @Override
    public boolean process(Sample in, Sample out) {
      out.values[0] = factor * in.values[0];
      return true;
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static LiveStream find(Rig rig, String name) {
    return rig.hub().find(name).orElseThrow();
  }

  @Test
  void whoFollowsADerivedStreamComesWithItGoesWithItAndComesAgain() throws Exception {
    RigFile file = new RigFile("Chain", 5, List.of(SimulatedRig.config("gripper")));
    try (SimulatedRig simulated = SimulatedRig.start(file);
        Rig rig =
            new Rig(file, new Drivers(), Links.ofThisMachine().with("sim", simulated::open))) {
      String raw = rig.hub().all().iterator().next().spec().name();
      rig.deriveFrom("gripper/hand", Times.of("gripper/robot", 10));
      assertTrue(rig.hub().find("gripper/robot").isEmpty(), "there is nothing yet to follow");
      rig.derive(raw, Times.of("gripper/hand", 2));
      LiveStream first = find(rig, "gripper/robot");
      rig.connect();
      until("the robot follows", () -> first.ring().published() > 3);
      Sample hand = new Sample(find(rig, "gripper/hand").spec());
      Sample robot = new Sample(first.spec());
      until(
          "both of one moment",
          () ->
              find(rig, "gripper/hand").ring().latest(hand)
                  && first.ring().latest(robot)
                  && hand.sequence == robot.sequence);
      assertEquals(10 * hand.values[0], robot.values[0]);
      assertEquals(hand.captureNanos, robot.captureNanos);
      assertEquals(hand.boundNanos, robot.boundNanos);

      rig.underive("gripper/hand");
      assertTrue(rig.hub().find("gripper/robot").isEmpty(), "it goes with what it follows");
      rig.derive(raw, Times.of("gripper/hand", 3));
      LiveStream again = find(rig, "gripper/robot");
      long before = again.ring().published();
      until("it follows the new one", () -> again.ring().published() > before + 2);
      until(
          "both of one moment",
          () ->
              find(rig, "gripper/hand").ring().latest(hand)
                  && again.ring().latest(robot)
                  && hand.sequence == robot.sequence);
      assertEquals(10 * hand.values[0], robot.values[0]);
      // A second follower comes at once, and no two may have one name.
      rig.deriveFrom("gripper/hand", Times.of("gripper/other", 1));
      assertTrue(rig.hub().find("gripper/other").isPresent());
      assertThrows(
          IllegalArgumentException.class,
          () -> rig.deriveFrom("gripper/hand", Times.of("gripper/other", 1)));
    }
  }
}
