package dev.handloom.app.arm;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.arm.ArmRun;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.Encoder;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.bus.ServoMemory;
import dev.handloom.device.driver.dynamixel.DynamixelMemory;
import dev.handloom.device.driver.feetech.FeetechMemory;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// An arm of a rig that can be calibrated joint by joint.
///
/// @param stream that tells of its joints
/// @param encoders of that stream
public record RigArm(Device device, LiveStream stream, List<Encoder> encoders) {
  private static final long LOOK_NANOS = 5_000_000L;

  /// Of a driver that names no servos: six in a row.
  private static final String USUAL_IDS = "1,2,3,4,5,6";

  public RigArm {
    encoders = List.copyOf(encoders);
  }

  /// Told how a run goes.
  public interface Listener {
    /// @param done how many steps lie behind
    void step(ArmStep step, int done, int all);

    /// @param radians how far the joint that is asked for has gone in this step
    void moved(double radians);
  }

  /// The arm of a device; empty if it is none.
  public static Optional<RigArm> of(Device device) {
    if (!isArm(device.config())) {
      return Optional.empty();
    }
    for (LiveStream stream : device.streams()) {
      List<Encoder> encoders = Encoder.of(stream.spec());
      if (!stream.spec().derived() && !encoders.isEmpty()) {
        return Optional.of(new RigArm(device, stream, encoders));
      }
    }
    return Optional.empty();
  }

  private static boolean isArm(DeviceConfig config) {
    try {
      DriverCard.Family family = new Drivers().of(config).card().family();
      return family == DriverCard.Family.LEADER_ARM || family == DriverCard.Family.EXOSKELETON;
    } catch (RigFileException e) {
      return false;
    }
  }

  /// Goes through a whole run. A simulated arm does what is asked.
  ///
  /// @param stop whether to give up
  /// @return the run, not finished if it was given up
  public ArmRun run(Workplace workplace, Listener listener, BooleanSupplier stop) {
    ArmRun run = new ArmRun(encoders, stream.spec().channels().size(), stream.spec().nominalHz());
    RingReader reader = stream.ring().reader();
    Sample sample = new Sample(stream.spec());
    Optional<SimulatedRig> simulation =
        device.config().simulated() ? workplace.simulation() : Optional.empty();
    int told = -1;
    long last = Long.MIN_VALUE;
    try {
      while (!run.finished() && !stop.getAsBoolean()) {
        if (told != run.done()) {
          told = run.done();
          ArmStep step = run.plan().steps().get(told);
          listener.step(step, told, run.plan().steps().size());
          simulation.ifPresent(rig -> rig.moveArm(step.kind().name(), step.joint()));
        }
        boolean some = false;
        while (run.done() == told && reader.poll(sample)) {
          some = true;
          // A clock that is being found may step back a little; a run's own time does not.
          last = Math.max(last, sample.captureNanos);
          run.see(last, sample.values);
        }
        if (some && run.done() == told) {
          int joint = run.plan().steps().get(told).joint();
          listener.moved(joint < 0 ? 0 : run.moved(joint));
        }
        if (!some) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    } finally {
      simulation.ifPresent(rig -> rig.moveArm(null, -1));
    }
    return run;
  }

  /// What is done with servos.
  public interface ServoWork<T> {
    T with(ServoMemory memory) throws IOException;
  }

  /// Whether its servos keep something that can be read.
  public boolean keeps() {
    String driver = device.config().driver();
    boolean old = device.config().setting("series", "sts").toLowerCase(Locale.ROOT).equals("scs");
    return driver.equals("dynamixel") || (driver.equals("feetech") && !old);
  }

  /// Talks to the servos' memory. The device is disconnected meanwhile, and connected again if it
  /// was before.
  public <T> T servos(Workplace workplace, ServoWork<T> work) throws IOException {
    boolean connected = device.state().get() != DeviceState.DISCONNECTED;
    device.disconnect();
    Links links = Links.ofThisMachine();
    Optional<SimulatedRig> simulation = workplace.simulation();
    if (simulation.isPresent()) {
      links = links.with("sim", simulation.get()::open);
    }
    try (Link link = links.open(device.config().address())) {
      if (!(link instanceof ByteLink bytes)) {
        throw new IOException("Servos are on a line of bytes, and this is none: " + link.title());
      }
      return work.with(memory(bytes));
    } finally {
      if (connected) {
        device.connect();
      }
    }
  }

  private ServoMemory memory(ByteLink link) {
    boolean feetech = device.config().driver().equals("feetech");
    String usual = feetech ? USUAL_IDS : USUAL_IDS + ",7,8";
    int[] ids =
        Arrays.stream(device.config().setting("ids", usual).split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    return feetech ? new FeetechMemory(link, ids) : new DynamixelMemory(link, ids);
  }
}
