package dev.handloom.device.rig;

import dev.handloom.device.clock.ClockHistory;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.LinkAdvice;
import dev.handloom.device.link.Links;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.stream.PictureSpell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device of the rig: its streams, its clock, its state, and the thread that reads it.
public final class Device {
  /// Open link, no sample for so long: the device is silent. Longer than any sensible period.
  static final long SILENT_NANOS = 1_000_000_000L;

  /// It speaks and makes no samples for so long: it is asked who it is, and again so often.
  private static final long STRANGE_NANOS = 2_000_000_000L;

  private static final String SILENCE =
      "Connected, but nothing comes. Is it switched on, and is it the right port?";

  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 4000;
  private static final long JOIN_MILLIS = 3000;

  /// How long we wait for a device to dial before we look whether it is still wanted.
  private static final int READY_MILLIS = 200;

  /// One picture that came twice is written down; a person need not look.
  private static final long REPEATS_SHOWN = 3;

  /// Commands that wait for the device's thread; more at once is a fault of whoever gives them.
  private static final int MOST_COMMANDS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Device.class);

  private final DeviceConfig config;
  private final DeviceDriver driver;
  private final Links links;
  private final List<LiveStream> streams;
  private final ClockModel clock;
  private final List<StreamWriter> writers = new ArrayList<>();
  private final BadFrames badFrames = new BadFrames();
  private final Stranger stranger;
  private final List<CommandSpec> commands;
  private final BlockingQueue<Command> given = new ArrayBlockingQueue<>(MOST_COMMANDS);
  private final Lifecycle<DeviceState> state = new Lifecycle<>(DeviceState.DISCONNECTED);
  private volatile boolean wanted;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Link open;
  private volatile String trouble = "";
  private volatile DeviceReport report = DeviceReport.NOTHING;
  private volatile List<LinkAdvice> advice = List.of();

  /// @param drivers all that are on board: who of them knows what this one does not understand
  Device(DeviceConfig config, DeviceDriver driver, Links links, Collection<DeviceDriver> drivers)
      throws RigFileException {
    this.config = config;
    this.driver = driver;
    this.links = links;
    reachable();
    stranger = new Stranger(driver, Links.scheme(config.address()).equals("serial"), drivers);
    streams = driver.streams(config).stream().map(LiveStream::of).toList();
    clock = driver.clock(config);
    commands = driver.commands(config);
    for (LiveStream stream : streams) {
      writers.add(new StreamWriter(stream, clock, badFrames));
    }
  }

  /// What no patience would mend is said before anything is opened.
  private void reachable() throws RigFileException {
    String scheme = Links.scheme(config.address());
    if (!config.simulated() && !links.isLent(scheme) && !driver.card().reachedOver(scheme)) {
      throw new RigFileException(
          config.line(),
          "Driver "
              + driver.id()
              + " does not speak over "
              + scheme
              + "; its addresses look like "
              + String.join(
                  ", ", driver.card().links().stream().map(use -> use.example()).toList()));
    }
  }

  public DeviceConfig config() {
    return config;
  }

  /// What its driver speaks to, for a person.
  public String driverTitle() {
    return driver.title();
  }

  /// Its raw streams.
  public List<LiveStream> streams() {
    return streams;
  }

  public Lifecycle<DeviceState> state() {
    return state;
  }

  /// Why it is not live, in words a person can act on; empty when all is well.
  public String trouble() {
    return trouble;
  }

  /// What it says of itself, as long as it is connected, and what is to be seen in its pictures.
  public DeviceReport report() {
    DeviceReport said = report;
    List<DeviceReport.Concern> seen = new ArrayList<>();
    for (LiveStream stream : streams) {
      for (PictureSpell spell : stream.health().pictures().now()) {
        if (spell.fault() != PictureFault.REPEATED || spell.pictures() >= REPEATS_SHOWN) {
          seen.add(new DeviceReport.Concern(spell.fault().what(), spell.fault().remedy()));
        }
      }
    }
    if (seen.isEmpty()) {
      return said;
    }
    seen.addAll(0, said.concerns());
    return said.with(seen);
  }

  /// What a person could do so that its link works better.
  public List<LinkAdvice> advice() {
    return advice;
  }

  /// The newest of what came from it and was no sample.
  public BadFrames badFrames() {
    return badFrames;
  }

  /// What it can be told to do.
  public List<CommandSpec> commands() {
    return commands;
  }

  /// Tells it to do something; its thread does so before it reads on.
  ///
  /// @return false if it is not live, or has too much to do already
  /// @throws IllegalArgumentException if it knows no such command, or not with these numbers
  public boolean give(Command command) {
    CommandSpec spec =
        commands.stream()
            .filter(known -> known.id().equals(command.id()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Device " + config.id() + " knows no command " + command.id()));
    String complaint = spec.complaint(command);
    if (complaint != null) {
      throw new IllegalArgumentException(complaint);
    }
    return state.get() == DeviceState.LIVE && given.offer(command);
  }

  /// What is known of its clock now.
  public ClockReport clock() {
    return clock.report(StudioClock.now());
  }

  /// What was known of its clock since it was opened.
  public ClockHistory clockHistory() {
    return clock.history();
  }

  void attach(String streamName, DerivedStream derived) {
    for (StreamWriter writer : writers) {
      if (writer.spec().name().equals(streamName)) {
        writer.attach(derived);
        return;
      }
    }
    throw new IllegalArgumentException(config.id() + " has no stream " + streamName);
  }

  void detach(String streamName, DerivedStream derived) {
    writers.stream()
        .filter(writer -> writer.spec().name().equals(streamName))
        .forEach(writer -> writer.detach(derived));
  }

  /// Begins to open the link and to read, and goes on trying until [#disconnect].
  public synchronized void connect() {
    if (wanted) {
      return;
    }
    wanted = true;
    state.enter(DeviceState.CONNECTING);
    thread = Thread.ofPlatform().name("device " + config.id()).daemon(true).start(this::run);
  }

  /// Stops reading and closes the link. Comes back when the thread has ended.
  public synchronized void disconnect() {
    Thread running = thread;
    if (!wanted || running == null) {
      return;
    }
    wanted = false;
    LockSupport.unpark(running);
    try {
      running.join(JOIN_MILLIS);
      if (running.isAlive()) {
        // A read that does not come back: take its link away.
        Link link = open;
        if (link != null) {
          link.close();
        }
        running.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
    trouble = "";
    state.enter(DeviceState.DISCONNECTED);
  }

  private void run() {
    long retryMillis = FIRST_RETRY_MILLIS;
    boolean again = false;
    while (wanted) {
      try (Link link = links.open(config.address())) {
        open = link;
        advice = link.advice();
        while (wanted && !link.ready(READY_MILLIS)) {
          trouble = "Waiting for the device to dial: " + link.title();
        }
        if (!wanted) {
          break;
        }
        // What was asked of the device before it went says nothing to the one that came.
        given.clear();
        Overheard overheard = new Overheard();
        DriverSession session = driver.begin(config, overheard.on(link), List.copyOf(writers));
        if (again) {
          clock.reconnected();
          writers.forEach(StreamWriter::reconnected);
        }
        again = true;
        try {
          if (read(session, overheard)) {
            retryMillis = FIRST_RETRY_MILLIS;
          }
        } catch (RuntimeException e) {
          // The device is still there: it must not go on pulling and shaking.
          farewell(session, e);
          throw e;
        }
        session.end();
      } catch (IOException e) {
        lost(e);
      } catch (RigFileException e) {
        trouble = String.valueOf(e.getMessage());
        state.enter(DeviceState.FAILED);
        LOG.error("Device {} cannot work as set up: {}", config.id(), e.getMessage());
        return;
      } catch (RuntimeException e) {
        // One bad device never ends a take: its fault stays here.
        LOG.error("The driver of device {} failed", config.id(), e);
        lost(new IOException("The driver failed: " + e, e));
      } finally {
        open = null;
        report = DeviceReport.NOTHING;
        advice = List.of();
      }
      if (wanted) {
        LockSupport.parkNanos(retryMillis * 1_000_000L);
        retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
      }
    }
  }

  private static void farewell(DriverSession session, RuntimeException why) {
    try {
      session.end();
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /// Reads until the link breaks or nobody wants it; true once samples came.
  private boolean read(DriverSession session, Overheard overheard) throws IOException {
    boolean came = false;
    long begunNanos = StudioClock.now();
    long before = received();
    long judgeNanos = begunNanos + STRANGE_NANOS;
    while (wanted) {
      for (Command command = given.poll(); command != null; command = given.poll()) {
        session.obey(command);
      }
      session.pump();
      report = session.report();
      long now = StudioClock.now();
      if (received() > before && quietNanos(now) < SILENT_NANOS) {
        came = true;
        trouble = "";
        state.enter(DeviceState.LIVE);
        overheard.rest();
        judgeNanos = now + STRANGE_NANOS;
      } else if (now - begunNanos > SILENT_NANOS) {
        overheard.listen();
        String said = report.concerns().isEmpty() ? "" : complaint(report.concerns().getFirst());
        if (overheard.count() == 0) {
          trouble = said.isEmpty() ? SILENCE : said;
        } else if (now > judgeNanos) {
          trouble = stranger.words(overheard.heard(), overheard.count(), said);
          judgeNanos = now + STRANGE_NANOS;
        } else if (trouble.isEmpty() || trouble.equals(SILENCE)) {
          trouble = said.isEmpty() ? "Connected, and what comes is not understood yet." : said;
        }
        state.enter(DeviceState.SILENT);
      }
    }
    return came;
  }

  /// A driver that sees what is wrong says so better than anybody who listens.
  private static String complaint(DeviceReport.Concern concern) {
    return concern.what() + ". " + concern.remedy() + ".";
  }

  private long received() {
    long sum = 0;
    for (LiveStream stream : streams) {
      sum += stream.health().received();
    }
    return sum;
  }

  private long quietNanos(long now) {
    long least = Long.MAX_VALUE;
    for (LiveStream stream : streams) {
      least = Math.min(least, stream.health().silentNanos(now));
    }
    return least;
  }

  private void lost(IOException e) {
    if (!wanted) {
      return;
    }
    trouble = String.valueOf(e.getMessage());
    DeviceState was = state.get();
    DeviceState next =
        was == DeviceState.CONNECTING ? DeviceState.CONNECTING : DeviceState.RECONNECTING;
    if (state.enter(next) || was == DeviceState.LIVE) {
      LOG.warn("Device {}: {}", config.id(), e.getMessage());
    }
  }
}
