package dev.handloom.app.ui.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FrameMailboxTest {

  private final FrameMailbox mailbox = new FrameMailbox();

  @Test
  void theLatestFrameIsTakenOnce() {
    offer(2, 2, 1);
    offer(2, 2, 2);
    FrameMailbox.Frame frame = Objects.requireNonNull(mailbox.take());
    assertEquals(2, frame.captureNanos());
    assertEquals(2, frame.pixels().get(0));
    assertNull(mailbox.take());
    assertEquals(1, mailbox.skipped());
  }

  @Test
  void aBufferOnScreenOrJustTakenFromItIsNotWritten() {
    offer(2, 2, 1);
    FrameMailbox.Frame first = Objects.requireNonNull(mailbox.take());
    offer(2, 2, 2);
    FrameMailbox.Frame second = Objects.requireNonNull(mailbox.take());
    for (int i = 3; i < 20; i++) {
      offer(2, 2, i);
    }
    assertEquals(1, first.pixels().get(0));
    assertEquals(2, second.pixels().get(0));
    assertNotSame(first.pixels(), second.pixels());
  }

  @Test
  void thePositionOfASharedBufferNeverMoves() {
    offer(3, 2, 7);
    FrameMailbox.Frame frame = Objects.requireNonNull(mailbox.take());
    assertEquals(0, frame.pixels().position());
    assertEquals(3 * 2 * 4, frame.pixels().limit());
  }

  @Test
  void rowsMayBePadded() {
    byte[] padded = new byte[2 * 12];
    padded[0] = 5;
    padded[12] = 6;
    mailbox.offer(MemorySegment.ofArray(padded), 2, 2, 12, 0);
    FrameMailbox.Frame frame = Objects.requireNonNull(mailbox.take());
    assertEquals(5, frame.pixels().get(0));
    assertEquals(6, frame.pixels().get(8));
  }

  @Test
  void thePictureMayChangeItsSize() {
    offer(2, 2, 1);
    assertNotNull(mailbox.take());
    offer(4, 4, 2);
    FrameMailbox.Frame frame = Objects.requireNonNull(mailbox.take());
    assertEquals(4, frame.width());
    assertEquals(64, frame.pixels().capacity());
  }

  @Test
  void aFrameThatIsTooShortIsRefused() {
    MemorySegment tooShort = MemorySegment.ofArray(new byte[15]);
    assertThrows(IllegalArgumentException.class, () -> mailbox.offer(tooShort, 2, 2, 8, 0));
  }

  private void offer(int width, int height, int value) {
    byte[] bytes = new byte[width * height * 4];
    bytes[0] = (byte) value;
    mailbox.offer(MemorySegment.ofArray(bytes), width, height, width * 4, value);
  }
}
