package dev.handloom.device.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.ByteLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What a simulated device does when it is told to misbehave, seen in its bytes: lines of
/// `t_us,seq,encoder*XX` from the gripper.
class MisbehaviourTest {
  private static final String NAME = "gripper";
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  /// A gripper and everything that it said since somebody listened.
  private static final class Gripper implements AutoCloseable {
    private final SimulatedRig rig = SimulatedRig.start(5, NAME);
    private final ByteLink link = (ByteLink) rig.open(NAME);
    private final StringBuilder said = new StringBuilder();
    private final byte[] block = new byte[4096];

    Gripper() throws Exception {
      listenUntil(lines -> lines.size() > 5);
    }

    /// All whole lines but the first, which began before anybody listened.
    List<String> lines() {
      List<String> lines = new ArrayList<>(List.of(said.toString().split("\n", -1)));
      lines.removeLast();
      if (!lines.isEmpty()) {
        lines.removeFirst();
      }
      return lines;
    }

    List<String> listenUntil(Predicate<List<String>> enough) throws Exception {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!enough.test(lines())) {
        assertTrue(System.nanoTime() < end, "waited in vain; it said " + said);
        int got = link.read(block, 0, block.length, 20);
        said.append(new String(block, 0, got, StandardCharsets.ISO_8859_1));
      }
      return lines();
    }

    void misbehave(Misbehaviour how) {
      rig.device(NAME).misbehave(how);
    }

    @Override
    public void close() {
      link.close();
      rig.close();
    }
  }

  private static boolean good(String line) {
    int star = line.lastIndexOf('*');
    if (star < 0 || !line.matches("[0-9]+,[0-9]+,[0-9]+\\*[0-9A-F]{2}\r")) {
      return false;
    }
    int xor = 0;
    for (int i = 0; i < star; i++) {
      xor ^= line.charAt(i);
    }
    return xor == Integer.parseInt(line.substring(star + 1, star + 3), 16);
  }

  private static long field(String line, int field) {
    return Long.parseLong(line.split("[,*]")[field]);
  }

  /// What was said after the first bad line, once so many good ones followed.
  private static Predicate<List<String>> badAndThen(int more) {
    return lines -> {
      int bad = firstBad(lines);
      return bad >= 0 && lines.size() > bad + more && good(lines.getLast());
    };
  }

  private static int firstBad(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (!good(lines.get(i))) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void ofCutPacketsTheFirstHalfIsSent() throws Exception {
    try (Gripper gripper = new Gripper()) {
      gripper.misbehave(new Misbehaviour.Cut(3));
      List<String> lines = gripper.listenUntil(badAndThen(5));
      int bad = firstBad(lines);
      // Three halves have no line end, so they stand before the next whole line.
      String joined = lines.get(bad);
      long before = field(lines.get(bad - 1), 1);
      assertEquals(before + 5, field(lines.get(bad + 1), 1), "three halves and one line behind");
      int whole = lines.get(bad - 1).length() + 1;
      assertTrue(joined.length() > 2 * whole && joined.length() < 3 * whole, joined);
      assertTrue(lines.subList(bad + 1, lines.size()).stream().allMatch(MisbehaviourTest::good));
    }
  }

  @Test
  void ofFlippedPacketsOneByteIsAnother() throws Exception {
    try (Gripper gripper = new Gripper()) {
      gripper.misbehave(new Misbehaviour.Flip(6));
      List<String> lines = gripper.listenUntil(badAndThen(20));
      long bad = lines.stream().filter(line -> !good(line)).count();
      // A flipped line end joins two lines; a flipped byte may become one.
      assertTrue(bad >= 3 && bad <= 7, bad + " bad lines");
      assertTrue(good(lines.getLast()));
      long last = field(lines.getLast(), 1);
      long missing = last - field(lines.getFirst(), 1) + 1 - (lines.size() - bad);
      assertTrue(missing >= 6 && missing <= 12, missing + " lines missing");
    }
  }

  @Test
  void aBrownOutCutsAPacketAndTheDeviceBeginsAnew() throws Exception {
    try (Gripper gripper = new Gripper()) {
      long count = field(gripper.lines().getLast(), 1);
      assertTrue(count >= 5);
      long begun = System.nanoTime();
      gripper.misbehave(new Misbehaviour.BrownOut(Duration.ofMillis(300)));
      List<String> lines = gripper.listenUntil(badAndThen(5));
      assertTrue(System.nanoTime() - begun > 300_000_000L, "it was dark for a while");
      int bad = firstBad(lines);
      assertEquals(1, lines.stream().filter(line -> !good(line)).count());
      // The half packet stands before the first line of the new life, which is the count's zero.
      assertTrue(lines.get(bad).contains(",0,"), lines.get(bad));
      assertEquals(1, field(lines.get(bad + 1), 1));
      // Its clock begins within its first second.
      assertTrue(field(lines.get(bad + 1), 0) < 2_000_000, lines.get(bad + 1));
      assertFalse(gripper.rig.device(NAME).address().isEmpty(), "the cable stayed in");
    }
  }

  @Test
  void aDriftingClockRunsFasterWithoutALeap() throws Exception {
    try (Gripper gripper = new Gripper()) {
      List<String> before = gripper.listenUntil(lines -> lines.size() > 200);
      double usual = pace(before);
      // No quartz does this; so it is seen in a moment.
      gripper.misbehave(new Misbehaviour.Drift(500_000));
      int old = before.size();
      List<String> after = gripper.listenUntil(lines -> lines.size() > old + 215);
      double fast = pace(after.subList(old + 15, after.size()));
      assertEquals(1.5, fast / usual, 0.3);
      for (int i = 1; i < after.size(); i++) {
        long step = field(after.get(i), 0) - field(after.get(i - 1), 0);
        assertTrue(step > 0 && step < 3_000_000, step + " us");
      }
    }
  }

  /// Device microseconds a sample, as most samples have it: a busy machine leaves some out.
  private static double pace(List<String> lines) {
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      steps.add(field(lines.get(i), 0) - field(lines.get(i - 1), 0));
    }
    steps.sort(null);
    return steps.get(steps.size() / 2);
  }
}
