package dev.handloom.device.sim;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Link;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.sim.truth.CaptureLog;
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
  private static final long LONGEST_PARK_NANOS = 50_000_000L;

  private final String name;
  private final Instrument instrument;
  private final Timing.Series series;
  private final long startNanos;
  private final CaptureLog log;
  private final InFlight inFlight;
  private final Random random;
  private final byte[] answer = new byte[256];
  private final Queue<Misbehaviour> asked = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  private volatile Socket socket;
  private volatile @Nullable Wire wire;
  private volatile boolean running = true;
  private volatile boolean replug;

  private long count;
  private int dropping;
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
      throw new IOException("It could not be plugged in: " + name);
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
    LockSupport.parkNanos(this, Math.clamp(next - now, 1, LONGEST_PARK_NANOS));
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
    } else {
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
      int got = plugged.read(answer, ANSWER_POLL_MILLIS);
      for (int i = 0; i < got; i++) {
        if (answer[i] == '\n') {
          return;
        }
      }
      if (got == 0 && !asked.isEmpty()) {
        return;
      }
    }
  }

  private void send(Wire plugged) {
    long at = StudioClock.now();
    if (plugged.write(inFlight.packet(), 0, inFlight.length())) {
      log.sent(inFlight.count(), at);
    }
    inFlight.remove();
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
        case Misbehaviour.JumpClock jump -> series.jump(jump.by().toNanos());
      }
    }
  }

  private void plug(long now) {
    try {
      wire = socket.plug();
      series.restart(now);
    } catch (IOException e) {
      unpluggedUntilNanos = now + ANSWER_WITHIN_NANOS;
      LOG.error("The simulated {} could not be plugged in: {}", name, e.getMessage());
    }
  }

  private void unplug() {
    Wire plugged = wire;
    wire = null;
    inFlight.clear();
    if (plugged != null) {
      plugged.close();
    }
  }
}
