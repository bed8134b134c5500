package dev.handloom.device.driver.feetech;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.bus.Acquaintance;
import dev.handloom.device.driver.bus.Dialogue;
import dev.handloom.device.driver.bus.Exchange;
import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.Roster;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Positions in every cycle; beside it, who the servos are and how they do.
final class FeetechDialogue implements Dialogue {
  static final int HIGHEST_ID = 0xFD;

  /// A sync read of everybody.
  static final int LONGEST_FRAME = 8 + Roster.MOST;

  private static final int PRESENT = 56;
  private static final int POSITION_BYTES = 2;

  /// Position, speed and load. Where servos are read one by one it is always these: an answer of
  /// two bytes would have the length of its question, and an echo could pass for it.
  private static final int MOTION_BYTES = 6;

  /// From the firmware to the phase.
  private static final int IDENTITY = 0;

  private static final int IDENTITY_BYTES = 20;

  /// From the torque switch to the moving flag.
  private static final int STATE = 40;

  private static final int STATE_BYTES = 27;
  private static final int TORQUE = 40;

  /// Who else is there: model and id.
  private static final int WHO = 3;

  private static final int WHO_BYTES = 3;

  private static final int ERROR = 4;
  private static final int PARAMETERS = 5;

  /// One servo after the other is asked how it does.
  private static final long STATE_PERIOD_NANOS = 250_000_000L;

  private static final int RELEASE_TRIES = 2;
  private static final long RELEASE_NANOS = 500_000_000L;

  private enum Aside {
    IDENTITY,
    STATE,
    WHO
  }

  private final Roster roster;
  private final FeetechSeries series;
  private final double[] positions;
  private final double @Nullable [] motion;
  private final int presentBytes;
  private final int[] ids;
  private final FeetechHealth health;
  private final boolean releaseAtEnd;
  private final Acquaintance acquaintance;
  private int answered;

  private Aside aside = Aside.IDENTITY;
  private int asidePlace = -1;
  private int stranger = -1;
  private long nextStateNanos;

  FeetechDialogue(
      Roster roster, FeetechSeries series, List<StreamWriter> streams, boolean releaseAtEnd) {
    this.roster = roster;
    this.series = series;
    this.releaseAtEnd = releaseAtEnd;
    positions = streams.getFirst().values();
    motion = streams.size() > 1 ? streams.get(1).values() : null;
    presentBytes = motion != null || !series.syncRead ? MOTION_BYTES : POSITION_BYTES;
    ids = new int[roster.size()];
    acquaintance = new Acquaintance(roster, HIGHEST_ID);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = roster.id(i);
    }
    health = new FeetechHealth(roster, series);
  }

  @Override
  public int questions() {
    return series.syncRead ? 1 : ids.length;
  }

  @Override
  public int question(int number, byte[] into) {
    answered = 0;
    return series.syncRead
        ? FeetechPackets.syncRead(into, PRESENT, presentBytes, ids)
        : FeetechPackets.read(into, ids[number], PRESENT, presentBytes);
  }

  @Override
  public boolean answered(int number, FrameFinder frame) {
    int place = roster.place(frame.at(2));
    if (place < 0 || frame.length() != PARAMETERS + presentBytes + 1) {
      return false;
    }
    if (!series.syncRead && place != number) {
      return false;
    }
    int position = series.word(frame, PARAMETERS);
    positions[place] = FeetechSeries.signed(position);
    if (motion != null) {
      motion[place] = FeetechSeries.signed(series.word(frame, PARAMETERS + 2));
      motion[ids.length + place] = FeetechSeries.load(series.word(frame, PARAMETERS + 4));
    }
    health.position(place, positions[place]);
    health.errors(place, frame.at(ERROR));
    roster.answered(place);
    answered |= 1 << place;
    return !series.syncRead || answered == roster.everybody();
  }

  @Override
  public void unanswered(int number) {
    if (series.syncRead) {
      Acquaintance.unanswered(roster, answered);
    } else {
      roster.unanswered(number, StudioClock.now());
    }
  }

  @Override
  public int aside(long nowNanos, boolean must, byte[] into) {
    int unknown = must ? -1 : acquaintance.nextUnknown(asidePlace);
    if (unknown >= 0) {
      return ask(Aside.IDENTITY, unknown, into);
    }
    int other = must ? -1 : acquaintance.nextStranger();
    if (other >= 0) {
      stranger = other;
      aside = Aside.WHO;
      return FeetechPackets.read(into, stranger, WHO, WHO_BYTES);
    }
    if (!must && nowNanos < nextStateNanos) {
      return 0;
    }
    nextStateNanos = nowNanos + STATE_PERIOD_NANOS;
    int place = (asidePlace + 1) % ids.length;
    return ask(acquaintance.knows(place) ? Aside.STATE : Aside.IDENTITY, place, into);
  }

  private int ask(Aside what, int place, byte[] into) {
    aside = what;
    asidePlace = place;
    return what == Aside.IDENTITY
        ? FeetechPackets.read(into, ids[place], IDENTITY, IDENTITY_BYTES)
        : FeetechPackets.read(into, ids[place], STATE, STATE_BYTES);
  }

  @Override
  public boolean asideAnswered(FrameFinder frame) {
    int bytes =
        switch (aside) {
          case IDENTITY -> IDENTITY_BYTES;
          case STATE -> STATE_BYTES;
          case WHO -> WHO_BYTES;
        };
    int id = aside == Aside.WHO ? stranger : ids[asidePlace];
    if (frame.at(2) != id || frame.length() != PARAMETERS + bytes + 1) {
      return false;
    }
    switch (aside) {
      case IDENTITY -> {
        health.identity(asidePlace, frame, PARAMETERS - IDENTITY);
        acquaintance.met(asidePlace);
      }
      case STATE -> health.state(asidePlace, frame, PARAMETERS - STATE);
      case WHO -> health.stranger(id, series.word(frame, PARAMETERS));
    }
    return true;
  }

  @Override
  public boolean asideUnanswered() {
    if (aside == Aside.WHO) {
      return false;
    }
    roster.unanswered(asidePlace, StudioClock.now());
    if (aside == Aside.IDENTITY) {
      acquaintance.silent(asidePlace);
    }
    return true;
  }

  /// Torque off, acknowledged by each; whoever does not answer is asked once more.
  @Override
  public void release(Exchange exchange) throws IOException {
    long end = StudioClock.now() + RELEASE_NANOS;
    byte[] order = new byte[8];
    int left = roster.everybody();
    for (int round = 0; round < RELEASE_TRIES; round++) {
      for (int i = 0; i < ids.length; i++) {
        if ((left & 1 << i) != 0 && (round == 0 || StudioClock.now() < end)) {
          exchange.ask(order, FeetechPackets.writeByte(order, ids[i], TORQUE, 0));
          if (acknowledged(exchange, ids[i])) {
            left &= ~(1 << i);
          }
        }
      }
    }
    health.released(roster.everybody() & ~left, left);
  }

  private static boolean acknowledged(Exchange exchange, int id) throws IOException {
    while (exchange.frame()) {
      if (exchange.found().at(2) == id && exchange.found().length() == PARAMETERS + 1) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void end(Exchange exchange) throws IOException {
    if (releaseAtEnd) {
      release(exchange);
    }
  }

  @Override
  public DeviceReport report(long nowNanos) {
    return health.report(nowNanos);
  }
}
