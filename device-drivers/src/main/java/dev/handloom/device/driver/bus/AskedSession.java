package dev.handloom.device.driver.bus;

import dev.handloom.device.clock.PolledClock;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.Pace;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Keeps the beat, asks, publishes. One question a pump, so that a silent bus does not hold the
/// device's thread for longer than one answer may take.
public final class AskedSession implements DriverSession {
  /// Questions beside the cycle that nobody answers, before silence alone has to do.
  private static final int MOST_FENCES = 3;

  private final Exchange exchange;
  private final Dialogue dialogue;
  private final List<StreamWriter> streams;
  private final PolledClock clock;
  private final Pace pace;
  private final RateWatch rateWatch;
  private final byte[] question;
  private final long gapNanos;
  private long quietSinceNanos = StudioClock.now();
  private int number;
  private long cycleSentNanos;
  private boolean inDoubt;
  private int fences;
  private boolean asideWasLast;

  /// @param streams the dialogue fills their values; they are published together
  /// @param longestQuestion bytes
  /// @param gapMillis silence on the wire before each question
  public AskedSession(
      ByteLink link,
      Framing framing,
      Dialogue dialogue,
      List<StreamWriter> streams,
      double hz,
      int answerMillis,
      int longestQuestion,
      int gapMillis) {
    gapNanos = gapMillis * 1_000_000L;
    this.dialogue = dialogue;
    this.streams = streams;
    clock = streams.getFirst().clock(PolledClock.class);
    pace = new Pace(hz);
    rateWatch = new RateWatch(hz, StudioClock.now());
    question = new byte[longestQuestion];
    exchange = new Exchange(link, framing, streams.getFirst(), answerMillis);
  }

  @Override
  public void pump() throws IOException {
    if (inDoubt) {
      fence();
    } else if (number > 0 || asideWasLast || !aside()) {
      cycle();
    }
  }

  private boolean aside() throws IOException {
    int length = dialogue.aside(StudioClock.now(), false, question);
    if (length == 0) {
      return false;
    }
    asideWasLast = true;
    if (!askedAside(length)) {
      exchange.hush();
    }
    return true;
  }

  /// Makes sure that nothing that comes from now on can be an answer to what was asked before.
  private void fence() throws IOException {
    int length = fences < MOST_FENCES ? dialogue.aside(StudioClock.now(), true, question) : 0;
    fences++;
    if (length == 0) {
      exchange.hush();
    } else if (!askedAside(length)) {
      return;
    }
    fences = 0;
    inDoubt = false;
  }

  private boolean askedAside(int length) throws IOException {
    exchange.ask(question, length);
    while (exchange.frame()) {
      if (dialogue.asideAnswered(exchange.found())) {
        return true;
      }
    }
    if (dialogue.asideUnanswered()) {
      exchange.failed();
    }
    return false;
  }

  private void cycle() throws IOException {
    asideWasLast = false;
    if (number == 0) {
      pace.await();
    }
    keepSilent();
    exchange.ask(question, dialogue.question(number, question));
    if (number == 0) {
      cycleSentNanos = exchange.sentNanos();
    }
    boolean whole = false;
    while (!whole && exchange.frame()) {
      whole = dialogue.answered(number, exchange.found());
    }
    quietSinceNanos = StudioClock.now();
    if (!whole) {
      exchange.failed();
      rateWatch.failed();
      dialogue.unanswered(number);
      number = 0;
      inDoubt = true;
    } else if (++number == dialogue.questions()) {
      number = 0;
      publish();
    }
  }

  private void keepSilent() {
    long end = quietSinceNanos + gapNanos;
    for (long left = end - StudioClock.now(); left > 0; left = end - StudioClock.now()) {
      LockSupport.parkNanos(this, left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private void publish() {
    StreamWriter first = streams.getFirst();
    clock.asked(cycleSentNanos);
    rateWatch.published(cycleSentNanos, exchange.arrivalNanos());
    first.publish(Sample.NO_TICKS, exchange.arrivalNanos());
    for (int i = 1; i < streams.size(); i++) {
      streams.get(i).publishBeside(first);
    }
  }

  @Override
  public void obey(Command command) throws IOException {
    // What was begun is begun anew: the answers of before say nothing of after.
    number = 0;
    dialogue.release(exchange);
    inDoubt = true;
  }

  @Override
  public DeviceReport report() {
    return rateWatch.with(dialogue.report(StudioClock.now()));
  }

  @Override
  public void end() throws IOException {
    dialogue.end(exchange);
  }
}
