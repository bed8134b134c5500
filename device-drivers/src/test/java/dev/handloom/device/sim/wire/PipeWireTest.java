package dev.handloom.device.sim.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PipeWireTest {
  private static final byte[] FIVE = {1, 2, 3, 4, 5};

  private final PipeWire wire = new PipeWire("camera", 12);

  @Test
  void bytesGoRoundTheRingInOrder() throws IOException {
    try (ByteLink link = (ByteLink) wire.open()) {
      byte[] into = new byte[5];
      for (int i = 0; i < 20; i++) {
        assertTrue(wire.write(FIVE, 0, 5));
        assertEquals(5, link.read(into, 0, 5, 0));
        assertArrayEquals(FIVE, into);
      }
      assertEquals(0, link.read(into, 0, 5, 0));
    }
  }

  @Test
  void aPacketThatDoesNotFitIsLostWhole() throws IOException {
    try (ByteLink link = (ByteLink) wire.open()) {
      assertTrue(wire.write(FIVE, 0, 5));
      assertTrue(wire.write(FIVE, 0, 5));
      assertFalse(wire.write(FIVE, 0, 5));
      assertEquals(10, link.read(new byte[64], 0, 64, 0));
    }
  }

  @Test
  void nobodyListensUntilItIsOpenedAndOnlyOneDoes() throws IOException {
    assertFalse(wire.listened());
    assertFalse(wire.write(FIVE, 0, 5));
    ByteLink first = (ByteLink) wire.open();
    assertThrows(IOException.class, wire::open);
    first.close();
    wire.open().close();
  }

  @Test
  void theHostsAnswerReachesTheDevice() throws IOException {
    try (ByteLink link = (ByteLink) wire.open()) {
      byte[] into = new byte[8];
      assertEquals(0, wire.read(into, 1));
      link.write(FIVE, 1, 2);
      assertEquals(2, wire.read(into, 1));
      assertEquals(2, into[0]);
    }
  }

  @Test
  void unpluggingEndsTheRead() throws IOException {
    ByteLink link = (ByteLink) wire.open();
    wire.close();
    assertThrows(IOException.class, () -> link.read(new byte[4], 0, 4, 1000));
    assertThrows(IOException.class, wire::open);
  }
}
