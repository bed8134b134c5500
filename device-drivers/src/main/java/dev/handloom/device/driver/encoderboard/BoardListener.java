package dev.handloom.device.driver.encoderboard;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;

/// Counts the frames of one length in what was heard.
public final class BoardListener implements BoardDecoder.Sink {
  private int frames;

  private BoardListener() {}

  /// How much it is like a board of so many words.
  public static Likeness likeness(Heard heard, int words, boolean lastMayBeLeftOut, String what) {
    if (heard.whole()) {
      return Likeness.NONE;
    }
    byte[] bytes = heard.bytes();
    BoardListener listener = new BoardListener();
    new BoardDecoder(words, lastMayBeLeftOut, listener).accept(bytes, bytes.length, 0);
    return Likeness.frames(
        listener.frames,
        listener.frames * BoardDecoder.frameBytes(words),
        bytes.length,
        0.98,
        "frames of " + what + " with the right sum");
  }

  @Override
  public void frame(long arrivalNanos) {
    frames++;
  }

  @Override
  public void bad(byte[] bytes, int offset, int length, long arrivalNanos) {
    // What is no frame lowers the share of the bytes.
  }
}
