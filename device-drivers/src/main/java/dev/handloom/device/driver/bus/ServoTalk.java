package dev.handloom.device.driver.bus;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import java.util.function.Predicate;

/// Questions and answers on a servo bus outside of a session: no clock, no streams, some patience.
public final class ServoTalk {
  private static final int TRIES = 3;
  private static final int WAIT_MILLIS = 20;

  private final ByteLink link;
  private final FrameFinder finder;
  private final long answerNanos;

  /// @param answerMillis how long an answer may take
  public ServoTalk(ByteLink link, Framing framing, int answerMillis) {
    this.link = link;
    finder = new FrameFinder(framing);
    answerNanos = answerMillis * 1_000_000L;
  }

  /// Asks until it is answered, a few times.
  ///
  /// @param answers whether a frame is the answer; an echo of the question is not
  /// @return false where no answer came
  public boolean ask(byte[] question, int length, Predicate<FrameFinder> answers)
      throws IOException {
    for (int tried = 0; tried < TRIES; tried++) {
      finder.drop();
      while (finder.read(link, 0) > 0) {
        finder.drop();
      }
      link.write(question, 0, length);
      if (answered(question, length, answers)) {
        return true;
      }
    }
    return false;
  }

  private boolean answered(byte[] question, int length, Predicate<FrameFinder> answers)
      throws IOException {
    long end = StudioClock.now() + answerNanos;
    while (true) {
      switch (finder.next()) {
        case FRAME -> {
          if (!echo(question, length) && answers.test(finder)) {
            return true;
          }
        }
        case RUBBISH -> {}
        case MORE -> {
          if (finder.read(link, WAIT_MILLIS) <= 0 && StudioClock.now() > end) {
            return false;
          }
        }
      }
    }
  }

  /// Some adapters give back what is sent.
  private boolean echo(byte[] question, int length) {
    boolean same = finder.length() == length;
    for (int i = 0; same && i < length; i++) {
      same = finder.at(i) == (question[i] & 0xFF);
    }
    return same;
  }
}
