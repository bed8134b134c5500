package dev.handloom.device.driver.spacemouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.link.HidLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceMouseProtocolTest {
  private static byte[] report(Random random, int id, int axes) {
    byte[] report = new byte[1 + 2 * axes];
    report[0] = (byte) id;
    for (int i = 0; i < axes; i++) {
      int value = random.nextInt(701) - 350;
      report[1 + 2 * i] = (byte) value;
      report[2 + 2 * i] = (byte) (value >> 8);
    }
    return report;
  }

  /// Anything under a number that these devices do not use: a number and a length are all the check
  /// that there is.
  private static byte[] garbage(Random random) {
    byte[] bytes = ProtocolProperties.anything(random);
    bytes[0] |= 0x40;
    return bytes;
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of("spacemouse", Map.of(), (random, number) -> report(random, 1, 6))
        .over(HidLink.class)
        .garbage(SpaceMouseProtocolTest::garbage)
        .hold();
  }

  /// Any of the reports may be lost; every one that came must show, once, in order.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noHalfIsLostOrShownTwice(long seed) throws Exception {
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    List<String> pushes = new ArrayList<>();
    int motions = 0;
    boolean half = false;
    for (int i = 0; i < 200; i++) {
      boolean turn = i % 2 == 1;
      if (random.nextInt(5) == 0) {
        continue;
      }
      byte[] report = report(random, turn ? 2 : 1, 3);
      sent.add(report);
      if (!turn) {
        int x = (short) ((report[1] & 0xFF) | (report[2] << 8));
        pushes.add(String.valueOf((double) x));
      }
      motions += turn || half ? 1 : 0;
      half = !turn;
    }
    motions += half ? 1 : 0;
    Conversation mouse = Conversation.reports("spacemouse", Map.of(), sent);
    List<String> shown =
        mouse.wholeSamples(0).stream().map(sample -> String.valueOf(sample.values[0])).toList();
    assertEquals(motions, shown.size(), "seed " + seed);
    assertEquals(0, mouse.bad(), "seed " + seed);
    // A turn without a push repeats the push before it.
    List<String> once = new ArrayList<>();
    for (String x : shown) {
      if (once.isEmpty() || !once.getLast().equals(x)) {
        once.add(x);
      }
    }
    List<String> expected = new ArrayList<>();
    for (String x : pushes) {
      if (expected.isEmpty() || !expected.getLast().equals(x)) {
        expected.add(x);
      }
    }
    if (!once.isEmpty() && !pushes.isEmpty() && !once.getFirst().equals(pushes.getFirst())) {
      // The first turn came before any push.
      once.removeFirst();
    }
    assertEquals(expected, once, "seed " + seed);
  }
}
