package dev.handloom.device.sim.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PtyWireTest {
  @BeforeEach
  void onlyWhereThereArePseudoTerminals() {
    Assumptions.assumeTrue(PtyWire.available());
  }

  private static byte[] read(ByteLink link, int wanted) throws IOException {
    byte[] all = new byte[wanted];
    int got = 0;
    long until = System.nanoTime() + 60_000_000_000L;
    while (got < wanted && System.nanoTime() < until) {
      got += link.read(all, got, wanted - got, 100);
    }
    return Arrays.copyOf(all, got);
  }

  @Test
  void everyByteArrivesAsItIsInBothDirections() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try (PtyWire wire = PtyWire.make();
        ByteLink link = (ByteLink) wire.open()) {
      assertTrue(wire.write(bytes, 0, bytes.length));
      assertArrayEquals(bytes, read(link, bytes.length));
      link.write(bytes, 0, bytes.length);
      byte[] back = new byte[256];
      assertEquals(256, wire.read(back, 2000));
      assertArrayEquals(bytes, back);
    }
  }

  @Test
  void aWireThatNobodyReadsLosesBytesAndNeverWaits() throws IOException {
    byte[] line = "A1B2C3D4E5\n".getBytes(StandardCharsets.US_ASCII);
    try (PtyWire wire = PtyWire.make()) {
      Assertions.assertTimeout(
          Duration.ofSeconds(60),
          () -> {
            boolean lost = false;
            for (int i = 0; i < 20_000; i++) {
              lost |= !wire.write(line, 0, line.length);
            }
            assertTrue(lost);
          });
    }
  }

  @Test
  void whatPiledUpBeforeAProgramListenedIsNotReadAsNew() throws IOException {
    byte[] old = "old\n".getBytes(StandardCharsets.US_ASCII);
    byte[] fresh = "new\n".getBytes(StandardCharsets.US_ASCII);
    try (PtyWire wire = PtyWire.make()) {
      assertTrue(wire.write(old, 0, old.length));
      try (ByteLink link = (ByteLink) wire.open()) {
        assertTrue(wire.write(fresh, 0, fresh.length));
        assertArrayEquals(fresh, read(link, fresh.length));
      }
    }
  }

  @Test
  void pullingThePlugEndsTheReadWithAnError() throws IOException {
    PtyWire wire = PtyWire.make();
    try (ByteLink link = (ByteLink) wire.open()) {
      wire.close();
      byte[] into = new byte[16];
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 50; i++) {
              link.read(into, 0, into.length, 100);
            }
          });
    }
  }

  @Test
  void aProgramMayComeAndGo() throws IOException {
    byte[] line = "hello\n".getBytes(StandardCharsets.US_ASCII);
    try (PtyWire wire = PtyWire.make()) {
      for (int i = 0; i < 3; i++) {
        try (ByteLink link = (ByteLink) wire.open()) {
          assertTrue(wire.write(line, 0, line.length));
          assertArrayEquals(line, read(link, line.length));
        }
      }
      assertFalse(wire.path().isEmpty());
    }
  }
}
