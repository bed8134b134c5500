package dev.handloom.device.driver.bus;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;

/// One question and the frames that come after it.
public final class Exchange {
  /// A device that talks without end must not hold us before we have asked.
  private static final int MOST_READS = 64;

  /// A pump has to come back.
  private static final long MOST_HUSH_NANOS = 50_000_000L;

  /// Links wait more finely for less than a tenth of a second.
  private static final int LONGEST_WAIT_MILLIS = 50;

  /// A device that talks without end must not hold us after an answer is overdue, either.
  private static final long GRACE_NANOS = 30_000_000L;

  private final ByteLink link;
  private final FrameFinder finder;
  private final StreamWriter complaints;
  private final int answerMillis;
  private byte[] question = new byte[0];
  private int questionLength;
  private boolean echoed;
  private long sentNanos;
  private long deadlineNanos;
  private int leftMillis;
  private long arrivalNanos;

  /// @param complaints where bytes go that are no frame
  /// @param answerMillis how long an answer may take, all of it
  public Exchange(ByteLink link, Framing framing, StreamWriter complaints, int answerMillis) {
    this.link = link;
    this.complaints = complaints;
    finder = new FrameFinder(framing);
    this.answerMillis = answerMillis;
  }

  /// Sends a question, after throwing away what came before it. Its bytes must stay as they are
  /// until the next.
  public void ask(byte[] bytes, int length) throws IOException {
    discard();
    question = bytes;
    questionLength = length;
    echoed = false;
    sentNanos = StudioClock.now();
    link.write(bytes, 0, length);
    deadlineNanos = sentNanos + answerMillis * 1_000_000L;
    leftMillis = answerMillis;
    arrivalNanos = sentNanos;
  }

  private void discard() throws IOException {
    int reads = 0;
    boolean some = finder.drop();
    do {
      if (some) {
        complaints.bad(finder.bytes(), finder.offset(), finder.length(), StudioClock.now());
      }
      some = finder.read(link, 0) > 0 && finder.drop();
      reads++;
    } while (some && reads < MOST_READS);
  }

  /// Waits for the next frame after the question, its echo left out.
  ///
  /// @return false once the time for an answer is over
  public boolean frame() throws IOException {
    while (true) {
      switch (finder.next()) {
        case FRAME -> {
          if (!echo()) {
            return true;
          }
        }
        case RUBBISH -> rubbish();
        case MORE -> {
          if (!more() && !finder.giveUpBeginning()) {
            return false;
          }
        }
      }
    }
  }

  /// Waits for more bytes; false once the time is over. What has come by then is always looked at,
  /// however late we are ourselves.
  private boolean more() throws IOException {
    int wait = Math.min(leftMillis, LONGEST_WAIT_MILLIS);
    if (finder.read(link, wait) > 0) {
      arrivalNanos = link.arrivalNanos();
      long left = deadlineNanos - StudioClock.now();
      leftMillis = (int) Math.max(0, (left + 999_999) / 1_000_000);
      return left > -GRACE_NANOS;
    }
    leftMillis -= wait;
    return leftMillis > 0;
  }

  private boolean echo() {
    if (echoed || finder.length() != questionLength) {
      return false;
    }
    for (int i = 0; i < questionLength; i++) {
      if (finder.at(i) != (question[i] & 0xFF)) {
        return false;
      }
    }
    echoed = true;
    return true;
  }

  private void rubbish() {
    complaints.bad(finder.bytes(), finder.offset(), finder.length(), arrivalNanos);
  }

  /// The question was not answered in full: what is left of the answer is one bad frame.
  public void failed() {
    finder.drop();
    rubbish();
  }

  /// Waits until nothing has come for as long as an answer may take, or until it is enough.
  public void hush() throws IOException {
    long end = StudioClock.now() + MOST_HUSH_NANOS;
    int wait = Math.min(answerMillis, LONGEST_WAIT_MILLIS);
    while (finder.read(link, wait) > 0 && StudioClock.now() < end) {
      finder.drop();
    }
    finder.drop();
  }

  /// The frame that was found; to be read until the next is waited for.
  public FrameFinder found() {
    return finder;
  }

  /// Whether the adapter repeats what we send.
  public boolean echoed() {
    return echoed;
  }

  /// When the question was sent.
  public long sentNanos() {
    return sentNanos;
  }

  /// When the last bytes of the answer came.
  public long arrivalNanos() {
    return arrivalNanos;
  }
}
