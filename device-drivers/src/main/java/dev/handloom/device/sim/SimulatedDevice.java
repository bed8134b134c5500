package dev.handloom.device.sim;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Link;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.sim.truth.CaptureLog;
import dev.handloom.device.sim.wire.WebWire;
import dev.handloom.device.sim.wire.Wire;
import java.io.IOException;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One device of the simulated rig, running on its own thread.
public final class SimulatedDevice {
  /// Plugs a device in.
  @FunctionalInterface
  interface Socket {
    Wire plug() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedDevice.class);

  /// As long as the firmware of LucidGloves waits for the host's line.
  private static final long ANSWER_WITHIN_NANOS = 1_000_000_000L;

  private static final int ANSWER_POLL_MILLIS = 20;
  private static final int IN_FLIGHT = 8;
  private static final int HEARD_BYTES = 4096;
  private static final long LONGEST_PARK_NANOS = 50_000_000L;

  /// A wait for the host is not ended by [#misbehave] or [#stop], so it is short.
  private static final int LISTEN_MILLIS = 10;

  /// An answer to the host is no sample.
  private static final long NO_SAMPLE = -1;

  private final String name;
  private final Instrument instrument;
  private final Timing.Series series;
  private final long startNanos;
  private final CaptureLog log;
  private final InFlight inFlight;
  private final Random random;
  private final byte[] answer = new byte[HEARD_BYTES];
  private final byte[] line = new byte[HEARD_BYTES];
  private final Queue<Misbehaviour> asked = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  private volatile Socket socket;
  private volatile @Nullable Wire wire;
  private volatile boolean running = true;
  private volatile boolean replug;
  private volatile String plugTrouble = "";

  private @Nullable Wire lastWire;
  private long count;
  private int unreadFrom;
  private int unreadTo;
  private int dropping;
  private int cutting;
  private int flipping;
  private long brownOutNanos = -1;
  private long stalledUntilNanos = Long.MIN_VALUE;
  private long unpluggedUntilNanos = Long.MIN_VALUE;

  SimulatedDevice(
      String name,
      Instrument instrument,
      Timing timing,
      long seed,
      long startNanos,
      Socket socket,
      CaptureLog log)
      throws IOException {
    this.name = name;
    this.instrument = instrument;
    this.startNanos = startNanos;
    this.socket = socket;
    this.log = log;
    series = timing.series(seed, startNanos);
    random = new Random(seed);
    inFlight = new InFlight(IN_FLIGHT, instrument.packetBytes());
    wire = socket.plug();
    thread = Thread.ofPlatform().name("sim " + name).daemon(true).unstarted(this::run);
  }

  public String name() {
    return name;
  }

  /// Where it is plugged in now, as [dev.handloom.device.link.Links] reads addresses; empty while
  /// it is unplugged.
  public String address() {
    Wire plugged = wire;
    return plugged == null ? "" : plugged.address();
  }

  /// Makes trouble, from now on.
  public void misbehave(Misbehaviour how) {
    asked.add(how);
    LockSupport.unpark(thread);
  }

  void start() {
    thread.start();
  }

  Link open() throws IOException {
    Wire plugged = wire;
    if (plugged == null) {
      throw new IOException("It is not plugged in: sim:" + name);
    }
    return plugged.open();
  }

  /// Plugs it into another kind of socket, for programs outside of this process.
  void moveTo(Socket other) throws IOException, InterruptedException {
    socket = other;
    replug = true;
    LockSupport.unpark(thread);
    while (replug && thread.isAlive()) {
      LockSupport.parkNanos(1_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    if (wire == null) {
      throw new IOException(plugTrouble);
    }
  }

  void stop() {
    running = false;
    LockSupport.unpark(thread);
  }

  void join() throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      unplug();
      return;
    }
    thread.join();
  }

  private void run() {
    try {
      while (running) {
        obey();
        long now = StudioClock.now();
        if (replug || (wire == null && now >= unpluggedUntilNanos)) {
          unplug();
          plug(now);
          replug = false;
        }
        step(now);
      }
    } catch (RuntimeException e) {
      LOG.error("The simulated {} failed", name, e);
    } finally {
      unplug();
    }
  }

  private void step(long now) {
    Wire plugged = wire;
    boolean mute = plugged == null || now < stalledUntilNanos;
    if (!mute && plugged != null && now >= inFlight.dueNanos()) {
      send(plugged);
      return;
    }
    if (!mute && now >= series.nextNanos()) {
      measure(now, plugged != null && plugged.listened());
      return;
    }
    long next = mute ? Long.MAX_VALUE : Math.min(inFlight.dueNanos(), series.nextNanos());
    if (!mute && plugged != null && instrument.listens() && !instrument.waitsForAnswer()) {
      listen(plugged, next - now);
    } else {
      LockSupport.parkNanos(this, Math.clamp(next - now, 1, LONGEST_PARK_NANOS));
    }
  }

  /// Waits for what the host has to say, until something else is due.
  private void listen(Wire plugged, long leftNanos) {
    int millis = Math.clamp(leftNanos / 1_000_000, 0, LISTEN_MILLIS);
    int got = plugged.read(answer, millis);
    long now = StudioClock.now();
    if (got > 0) {
      instrument.heard(answer, got, now - startNanos, series.deviceMicrosAt(now), this::reply);
    }
    if (plugged instanceof WebWire web) {
      for (WebWire.Request asked = web.request(); asked != null; asked = web.request()) {
        asked
            .answer()
            .complete(
                instrument.asked(
                    asked.method(),
                    asked.target(),
                    asked.body(),
                    now - startNanos,
                    series.deviceMicrosAt(now)));
      }
    }
    if (got == 0 && millis == 0) {
      LockSupport.parkNanos(this, Math.clamp(leftNanos, 1, 1_000_000));
    }
  }

  private void reply(byte[] bytes, int length, long afterNanos) {
    if (!inFlight.full()) {
      System.arraycopy(bytes, 0, inFlight.room(), 0, length);
      inFlight.add(length, StudioClock.now() + afterNanos, NO_SAMPLE);
    }
  }

  private void measure(long now, boolean listened) {
    series.takenAt(now);
    if (!listened || inFlight.full()) {
      // Nobody looks, or nobody takes: the sample is lost, but it was counted.
      log.add(now, CaptureLog.UNKNOWN);
      count++;
      return;
    }
    int length = instrument.measure(now - startNanos, series.deviceMicros, count, inFlight.room());
    log.add(now, CaptureLog.UNKNOWN);
    if (dropping > 0) {
      dropping--;
    } else if (length > 0) {
      inFlight.add(length, series.arrivalNanos, count);
    }
    count++;
    if (instrument.waitsForAnswer() && !inFlight.empty()) {
      deliver();
    }
  }

  /// Sends the one packet and stands still until the host has answered, as the firmware does.
  private void deliver() {
    Wire plugged = wire;
    if (plugged == null) {
      return;
    }
    for (long now = StudioClock.now(); running && now < inFlight.dueNanos(); ) {
      LockSupport.parkNanos(this, inFlight.dueNanos() - now);
      now = StudioClock.now();
    }
    send(plugged);
    long until = StudioClock.now() + ANSWER_WITHIN_NANOS;
    while (running && !replug && StudioClock.now() < until) {
      if (takeLine()) {
        return;
      }
      unreadFrom = 0;
      unreadTo = plugged.read(answer, ANSWER_POLL_MILLIS);
      if (unreadTo == 0 && !asked.isEmpty()) {
        return;
      }
    }
  }

  /// One line of the host; what it said beyond waits for the next packet. False if there is no
  /// whole line yet.
  private boolean takeLine() {
    int end = unreadFrom;
    while (end < unreadTo && answer[end] != '\n') {
      end++;
    }
    boolean whole = end < unreadTo;
    int length = end - unreadFrom + (whole ? 1 : 0);
    if (length > 0 && instrument.listens()) {
      System.arraycopy(answer, unreadFrom, line, 0, length);
      long now = StudioClock.now();
      instrument.heard(line, length, now - startNanos, series.deviceMicrosAt(now), this::reply);
    }
    unreadFrom += length;
    return whole;
  }

  private void send(Wire plugged) {
    long at = StudioClock.now();
    int length = inFlight.length();
    boolean whole = true;
    if (brownOutNanos >= 0 || cutting > 0) {
      length /= 2;
      whole = false;
      cutting = Math.max(0, cutting - 1);
    }
    if (flipping > 0) {
      flipping--;
      whole = false;
      inFlight.packet()[random.nextInt(inFlight.length())] ^= (byte) (1 + random.nextInt(255));
    }
    if (plugged.write(inFlight.packet(), 0, length) && whole && inFlight.count() != NO_SAMPLE) {
      log.sent(inFlight.count(), at);
    }
    inFlight.remove();
    if (brownOutNanos >= 0) {
      stalledUntilNanos = at + brownOutNanos;
      brownOutNanos = -1;
      inFlight.clear();
      restart(stalledUntilNanos);
    }
  }

  private void obey() {
    for (Misbehaviour how = asked.poll(); how != null; how = asked.poll()) {
      long now = StudioClock.now();
      switch (how) {
        case Misbehaviour.Drop drop -> dropping += drop.samples();
        case Misbehaviour.Stall stall -> stalledUntilNanos = now + stall.duration().toNanos();
        case Misbehaviour.Unplug out -> {
          unplug();
          unpluggedUntilNanos = now + out.duration().toNanos();
        }
        case Misbehaviour.Replug in -> unpluggedUntilNanos = Long.MIN_VALUE;
        case Misbehaviour.Garbage garbage -> {
          byte[] bytes = new byte[garbage.bytes()];
          random.nextBytes(bytes);
          Wire plugged = wire;
          if (plugged != null) {
            plugged.write(bytes, 0, bytes.length);
          }
        }
        case Misbehaviour.Cut cut -> cutting += cut.packets();
        case Misbehaviour.Flip flip -> flipping += flip.packets();
        case Misbehaviour.BrownOut sag -> brownOutNanos = sag.duration().toNanos();
        case Misbehaviour.Spoil spoil ->
            instrument.spoil(spoil.how(), now - startNanos + spoil.duration().toNanos());
        case Misbehaviour.Drift drift -> series.drift(drift.ppm(), now);
        case Misbehaviour.JumpClock jump -> series.jump(jump.by().toNanos());
      }
    }
  }

  private void plug(long now) {
    try {
      Wire next = socket.plug();
      Wire before = lastWire;
      if (before != null) {
        next.replaces(before);
      }
      wire = next;
      restart(now);
    } catch (IOException e) {
      unpluggedUntilNanos = now + ANSWER_WITHIN_NANOS;
      plugTrouble = String.valueOf(e.getMessage());
      LOG.error("The simulated {} could not be plugged in: {}", name, plugTrouble);
    }
  }

  /// It has lost its power for a moment: its clock and its count begin anew.
  private void restart(long nanos) {
    count = 0;
    unreadTo = 0;
    log.restarted();
    series.restart(nanos);
    instrument.restarted();
  }

  private void unplug() {
    Wire plugged = wire;
    wire = null;
    inFlight.clear();
    if (plugged != null) {
      lastWire = plugged;
      plugged.close();
      instrument.unplugged();
    }
  }
}
