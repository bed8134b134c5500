package dev.handloom.app;

import dev.handloom.app.calibrate.Outfit;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.merge.LiveMerge;
import dev.handloom.app.merge.RigMerge;
import dev.handloom.app.retarget.RigRobot;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.delay.DelayKey;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.video.Encoders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A rig with everything that hangs on it: the simulation behind it if it has simulated devices,
/// and a hand for every glove. The same for the window and the command line.
public final class Workplace implements AutoCloseable {
  /// The seed of the scripted person that a first start shows.
  public static final long FIRST_SEED = 1;

  private static final long POLL_NANOS = 50_000_000L;

  private final Rig rig;
  private final @Nullable SimulatedRig simulation;

  /// Filled before anybody else sees this.
  private final List<LiveMerge> merges;

  private Workplace(Rig rig, @Nullable SimulatedRig simulation, List<LiveMerge> merges) {
    this.rig = rig;
    this.simulation = simulation;
    this.merges = merges;
  }

  /// The simulated rig, of whose devices nothing was measured.
  public static Workplace simulated(long seed) throws IOException {
    return simulated(seed, DelayBook.EMPTY);
  }

  /// The simulated rig, which needs no hardware.
  public static Workplace simulated(long seed, DelayBook delays) throws IOException {
    try {
      return open(SimulatedRig.rigFile(seed), delays);
    } catch (RigFileException e) {
      throw new IllegalStateException("The simulated rig is set up wrongly", e);
    }
  }

  /// The rig of a file. Nothing is connected yet.
  ///
  /// @param delays what was measured of its devices
  public static Workplace open(RigFile file, DelayBook delays)
      throws IOException, RigFileException {
    Links links = Links.ofThisMachine();
    check(file, links);
    RigRobot.check(file);
    SimulatedRig simulation = null;
    if (file.simulated()) {
      simulation = SimulatedRig.start(file);
      links = links.with("sim", simulation::open);
    }
    try {
      Rig rig = new Rig(known(file, delays), new Drivers(), links);
      for (LiveStream stream : rig.hub().all()) {
        FrameFormat frame = stream.spec().frame();
        if (frame != null) {
          // So that it is known before the first take what packs its pictures.
          Encoders.shared().prepare(frame);
        }
      }
      Workplace made = new Workplace(rig, simulation, new ArrayList<>());
      RigGlove.of(made).forEach(glove -> Outfit.guess(rig, glove));
      RigRobot.follow(made);
      made.merges.addAll(RigMerge.start(made));
      return made;
    } catch (RigFileException | RuntimeException e) {
      if (simulation != null) {
        simulation.close();
      }
      throw e;
    }
  }

  private static RigFile known(RigFile file, DelayBook delays) throws RigFileException {
    Drivers drivers = new Drivers();
    List<DeviceConfig> devices = new ArrayList<>();
    for (DeviceConfig config : file.devices()) {
      DelayKey key = DelayKey.of(config, drivers.of(config).streams(config));
      devices.add(config.with(delays.known(key)));
    }
    return file.with(devices);
  }

  /// What no patience would mend is said before anything is started.
  private static void check(RigFile file, Links links) throws RigFileException {
    for (DeviceConfig device : file.devices()) {
      String address = device.address();
      if (device.simulated()) {
        String name = address.substring(address.indexOf(':') + 1);
        if (!Simulators.knows(name)) {
          throw new RigFileException(
              device.line(),
              "There is no simulated device \""
                  + name
                  + "\"; there are: "
                  + String.join(", ", Simulators.names()));
        }
      } else if (!links.knows(address)) {
        throw new RigFileException(
            device.line(),
            "The address of "
                + device.id()
                + " begins with one of "
                + links.schemes()
                + ", sim and a colon, not \""
                + address
                + "\"");
      }
    }
  }

  private static HandSide side(Device device) {
    String said =
        (device.config().setting("side", "") + " " + device.config().role())
            .toLowerCase(Locale.ROOT);
    return said.contains("right") ? HandSide.RIGHT : HandSide.LEFT;
  }

  /// The hands that are put together of a glove and what sees its wrist.
  public List<LiveMerge> merges() {
    return List.copyOf(merges);
  }

  /// Which hand a stream tells of: as its own name says where its device tells of both.
  public HandSide sideOf(StreamSpec stream) {
    String part = stream.name().substring(stream.device().length());
    if (part.contains("left") != part.contains("right")) {
      return part.contains("right") ? HandSide.RIGHT : HandSide.LEFT;
    }
    return rig.device(stream.device()).map(Workplace::side).orElse(HandSide.LEFT);
  }

  /// Which hand a device is worn on, if it is worn on one.
  public HandSide sideOf(Device device) {
    return side(device);
  }

  /// The same, for whoever looks when a workplace changes: other streams are derived from it now.
  Workplace anew() {
    return new Workplace(rig, simulation, merges);
  }

  public Rig rig() {
    return rig;
  }

  /// The simulation behind the rig, if any of its devices is simulated.
  public Optional<SimulatedRig> simulation() {
    return Optional.ofNullable(simulation);
  }

  /// Connects every device and waits until each is live or has said why not, for at most the given
  /// time.
  ///
  /// @return whether all are live
  public boolean connectAndWait(Duration most) throws InterruptedException {
    rig.connect();
    return awaitLive(most);
  }

  /// Waits until every device is live, but not for those that have failed for good.
  public boolean awaitLive(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    boolean live = true;
    for (Device device : rig.devices()) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      live &=
          device.state().await(s -> s == DeviceState.LIVE || s == DeviceState.FAILED, left)
              && device.state().get() == DeviceState.LIVE;
    }
    return live;
  }

  /// Waits until every live device's clock is locked, for at most the given time: a take that
  /// begins before has wider bounds at its start.
  ///
  /// @return whether all are
  public boolean clocksSettle(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!clocksLocked()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  private boolean clocksLocked() {
    return rig.devices().stream()
        .filter(device -> device.state().get() == DeviceState.LIVE)
        .allMatch(device -> device.clock().state() == ClockState.LOCKED);
  }

  @Override
  public void close() {
    merges.forEach(LiveMerge::close);
    rig.close();
    if (simulation != null) {
      simulation.close();
    }
  }
}
