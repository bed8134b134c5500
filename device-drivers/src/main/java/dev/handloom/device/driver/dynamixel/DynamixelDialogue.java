package dev.handloom.device.driver.dynamixel;

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
final class DynamixelDialogue implements Dialogue {
  /// How the positions are read.
  enum Reading {
    PLAIN,
    FAST,
    /// Fast as soon as all servos are known to be able to.
    AUTO
  }

  static final int HIGHEST_ID = 0xFC;
  static final int LONGEST_QUESTION = 14 + Roster.MOST;

  private static final int POSITION = 132;
  private static final int POSITION_BYTES = 4;

  /// Current, velocity, position.
  private static final int MOTION = 126;

  private static final int MOTION_BYTES = 10;

  /// From the model to the lowest voltage.
  private static final int IDENTITY = 0;

  private static final int IDENTITY_BYTES = 36;

  /// From the torque switch to the hardware's errors.
  private static final int STATE = 64;

  private static final int STATE_BYTES = 7;
  private static final int TORQUE = 64;
  private static final int SUPPLY = 144;
  private static final int SUPPLY_BYTES = 3;

  /// Who else is there: from the model to the id.
  private static final int WHO_BYTES = 8;

  private static final int ALERT = 0x80;
  private static final long STATE_PERIOD_NANOS = 250_000_000L;
  private static final int RELEASE_TRIES = 2;
  private static final long RELEASE_NANOS = 500_000_000L;
  private static final byte[] OFF = {0};

  /// So many fast readings in a row without an answer, and it is given up.
  private static final int MOST_FAST_FAILURES = 3;

  private enum Aside {
    IDENTITY(IDENTITY_BYTES),
    STATE(STATE_BYTES),
    SUPPLY(SUPPLY_BYTES),
    WHO(WHO_BYTES);

    final int bytes;

    Aside(int bytes) {
      this.bytes = bytes;
    }
  }

  private final Roster roster;
  private final Reading reading;
  private final double[] positions;
  private final double @Nullable [] motion;
  private final int address;
  private final int bytes;
  private final int[] ids;
  private final DynamixelStatus status = new DynamixelStatus();
  private final byte[] scratch = new byte[MOTION_BYTES];
  private final DynamixelHealth health;
  private final boolean releaseAtEnd;
  private final Acquaintance acquaintance;
  private boolean fast;
  private boolean fastGivenUp;
  private int fastFailures;
  private int answered;

  private Aside aside = Aside.IDENTITY;
  private int asidePlace = -1;
  private int alerting;
  private int stranger = -1;
  private long nextStateNanos;

  DynamixelDialogue(
      Roster roster, List<StreamWriter> streams, Reading reading, boolean releaseAtEnd) {
    this.roster = roster;
    this.reading = reading;
    this.releaseAtEnd = releaseAtEnd;
    positions = streams.getFirst().values();
    motion = streams.size() > 1 ? streams.get(1).values() : null;
    address = motion == null ? POSITION : MOTION;
    bytes = motion == null ? POSITION_BYTES : MOTION_BYTES;
    ids = new int[roster.size()];
    acquaintance = new Acquaintance(roster, HIGHEST_ID);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = roster.id(i);
    }
    health = new DynamixelHealth(roster);
    fast = reading == Reading.FAST;
  }

  @Override
  public int questions() {
    return 1;
  }

  @Override
  public int question(int number, byte[] into) {
    answered = 0;
    return DynamixelPackets.syncRead(into, fast, address, bytes, ids);
  }

  @Override
  public boolean answered(int number, FrameFinder frame) {
    if (fast) {
      return allAnswered(frame);
    }
    if (!status.read(frame) || status.count() != bytes) {
      return false;
    }
    int place = roster.place(status.id());
    if (place < 0) {
      return false;
    }
    said(place, status.error(), status.parameters(), 0);
    return answered == roster.everybody();
  }

  /// One frame: instruction, then error, id, data and check of each in the order that was asked.
  private boolean allAnswered(FrameFinder frame) {
    int each = bytes + 4;
    int first = DynamixelFraming.HEADER + 1;
    if (frame.at(4) != DynamixelFraming.EVERYBODY
        || frame.length() != first + ids.length * each
        || frame.at(first - 1) != 0x55) {
      return false;
    }
    for (int i = 0; i < ids.length; i++) {
      if (frame.at(first + i * each + 1) != ids[i]) {
        return false;
      }
    }
    for (int i = 0; i < ids.length; i++) {
      int from = first + i * each;
      System.arraycopy(frame.bytes(), frame.offset() + from + 2, scratch, 0, bytes);
      said(i, frame.at(from), scratch, 0);
    }
    fastFailures = 0;
    return true;
  }

  private void said(int place, int error, byte[] data, int at) {
    if (motion != null) {
      motion[ids.length + place] = (short) ((data[at] & 0xFF) | data[at + 1] << 8);
      motion[place] = whole(data, at + 2);
    }
    positions[place] = whole(data, at + bytes - POSITION_BYTES);
    boolean alert = (error & ALERT) != 0;
    if (alert && (alerting & 1 << place) == 0) {
      // What it is about is asked at once.
      nextStateNanos = 0;
    }
    alerting = alert ? alerting | 1 << place : alerting & ~(1 << place);
    health.said(place, alert);
    roster.answered(place);
    answered |= 1 << place;
  }

  private static int whole(byte[] data, int at) {
    return (data[at] & 0xFF)
        | (data[at + 1] & 0xFF) << 8
        | (data[at + 2] & 0xFF) << 16
        | data[at + 3] << 24;
  }

  @Override
  public void unanswered(int number) {
    if (fast) {
      // Who it was cannot be seen in one frame of all: the plain reading tells.
      fastFailures++;
      if (fastFailures >= MOST_FAST_FAILURES) {
        fast = reading == Reading.FAST;
        fastGivenUp = true;
        health.fastFailed(reading == Reading.FAST);
      }
      return;
    }
    Acquaintance.unanswered(roster, answered);
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
      return DynamixelPackets.read(into, stranger, IDENTITY, WHO_BYTES);
    }
    if (!must && nowNanos < nextStateNanos) {
      return 0;
    }
    nextStateNanos = nowNanos + STATE_PERIOD_NANOS;
    int unclear = alerting & ~health.explained();
    if (!must && unclear != 0) {
      return ask(Aside.STATE, Integer.numberOfTrailingZeros(unclear), into);
    }
    // Each is asked for its state, then for its supply, then the next.
    if (aside == Aside.STATE && asidePlace >= 0) {
      return ask(Aside.SUPPLY, asidePlace, into);
    }
    int place = (asidePlace + 1) % ids.length;
    return ask(acquaintance.knows(place) ? Aside.STATE : Aside.IDENTITY, place, into);
  }

  private int ask(Aside what, int place, byte[] into) {
    aside = what;
    asidePlace = place;
    int from =
        switch (what) {
          case IDENTITY, WHO -> IDENTITY;
          case STATE -> STATE;
          case SUPPLY -> SUPPLY;
        };
    return DynamixelPackets.read(into, ids[place], from, what.bytes);
  }

  @Override
  public boolean asideAnswered(FrameFinder frame) {
    int id = aside == Aside.WHO ? stranger : ids[asidePlace];
    if (!status.read(frame) || status.id() != id || status.count() != aside.bytes) {
      return false;
    }
    switch (aside) {
      case IDENTITY -> {
        health.identity(asidePlace, status);
        acquaintance.met(asidePlace);
        if (reading == Reading.AUTO && !fastGivenUp) {
          fast = health.allFast();
        }
      }
      case STATE -> health.state(asidePlace, status);
      case SUPPLY -> health.supply(asidePlace, status);
      case WHO -> health.stranger(id, status.word(0));
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

  /// Torque off. Whoever is set up not to acknowledge that is read instead; whoever does not answer
  /// is told once more.
  @Override
  public void release(Exchange exchange) throws IOException {
    long end = StudioClock.now() + RELEASE_NANOS;
    byte[] order = new byte[LONGEST_QUESTION];
    int left = roster.everybody();
    for (int round = 0; round < RELEASE_TRIES; round++) {
      for (int i = 0; i < ids.length; i++) {
        if ((left & 1 << i) != 0
            && (round == 0 || StudioClock.now() < end)
            && released(exchange, ids[i], order, StudioClock.now() < end)) {
          left &= ~(1 << i);
        }
      }
    }
    health.released(roster.everybody() & ~left, left);
  }

  private boolean released(Exchange exchange, int id, byte[] order, boolean readToo)
      throws IOException {
    exchange.ask(order, DynamixelPackets.write(order, id, TORQUE, OFF));
    if (answers(exchange, id, 0)) {
      return (status.error() & ~ALERT) == 0;
    }
    if (!readToo) {
      return false;
    }
    exchange.ask(order, DynamixelPackets.read(order, id, TORQUE, 1));
    return answers(exchange, id, 1) && status.at(0) == 0;
  }

  private boolean answers(Exchange exchange, int id, int count) throws IOException {
    while (exchange.frame()) {
      if (status.read(exchange.found()) && status.id() == id && status.count() == count) {
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
