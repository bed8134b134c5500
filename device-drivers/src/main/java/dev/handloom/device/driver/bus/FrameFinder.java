package dev.handloom.device.driver.bus;

import dev.handloom.device.link.ByteLink;
import java.io.IOException;

/// Finds frames in what comes from a link. A false beginning costs the bytes before the next true
/// one, never the next frame. Allocates nothing after it is made.
public final class FrameFinder {
  /// What was found.
  public enum Outcome {
    /// Nothing yet.
    MORE,
    /// A frame, in [#bytes].
    FRAME,
    /// Bytes that were no frame, in [#bytes].
    RUBBISH
  }

  private static final int BLOCK = 1024;

  /// More than this is not held back for the next good frame to end it.
  private static final int MOST_RUBBISH = 256;

  private final Framing framing;
  private final byte[] bytes;
  private int from;
  private int at;
  private int end;
  private int foundAt;
  private int foundLength;

  public FrameFinder(Framing framing) {
    this.framing = framing;
    bytes = new byte[MOST_RUBBISH + framing.longest() + BLOCK];
  }

  /// Takes in what a link has, waiting for it at most so long; returns how many bytes came.
  public int read(ByteLink link, int waitMillis) throws IOException {
    if (bytes.length - end < BLOCK) {
      System.arraycopy(bytes, from, bytes, 0, end - from);
      at -= from;
      end -= from;
      from = 0;
    }
    int got = link.read(bytes, end, bytes.length - end, waitMillis);
    end += got;
    return got;
  }

  /// Takes in bytes that are there already, no more than there is room for.
  ///
  /// @return how many were taken
  public int put(byte[] more, int offset, int length) {
    if (bytes.length - end < BLOCK) {
      System.arraycopy(bytes, from, bytes, 0, end - from);
      at -= from;
      end -= from;
      from = 0;
    }
    int taken = Math.min(length, bytes.length - end);
    System.arraycopy(more, offset, bytes, end, taken);
    end += taken;
    return taken;
  }

  /// Looks on. What it finds can be read until bytes are taken in again.
  public Outcome next() {
    while (at < end) {
      int length = framing.length(bytes, at, end - at);
      if (length == Framing.MORE || length > end - at) {
        break;
      }
      if (length == Framing.NONE || !framing.intact(bytes, at, length)) {
        at++;
        continue;
      }
      if (at > from) {
        return rubbish();
      }
      foundAt = at;
      foundLength = length;
      at += length;
      from = at;
      return Outcome.FRAME;
    }
    return at - from >= MOST_RUBBISH ? rubbish() : Outcome.MORE;
  }

  private Outcome rubbish() {
    foundAt = from;
    foundLength = at - from;
    from = at;
    return Outcome.RUBBISH;
  }

  /// Nothing more will come: what looked like the beginning of a frame was none.
  ///
  /// @return whether there is anything left to look at
  public boolean giveUpBeginning() {
    if (at < end) {
      at++;
      return at < end;
    }
    return false;
  }

  /// Throws away what has not been found to be anything; as rubbish, to be read until bytes are
  /// taken in again.
  ///
  /// @return whether there was any
  public boolean drop() {
    foundAt = from;
    foundLength = end - from;
    from = end;
    at = end;
    return foundLength > 0;
  }

  /// Where [#offset] and [#length] lie.
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return foundAt;
  }

  public int length() {
    return foundLength;
  }

  /// A byte of what was found, 0 to 255.
  public int at(int index) {
    return bytes[foundAt + index] & 0xFF;
  }
}
