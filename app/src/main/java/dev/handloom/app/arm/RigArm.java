package dev.handloom.app.arm;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An arm of a rig that can be calibrated joint by joint.
///
/// @param stream that tells of its joints
/// @param encoders of that stream
public record RigArm(Device device, LiveStream stream, List<Encoder> encoders) {
  /// Of a driver that names no servos: six in a row.
  private static final String USUAL_IDS = "1,2,3,4,5,6";

  public RigArm {
    encoders = List.copyOf(encoders);
  }

  /// The arms of a rig, in its order.
  public static List<RigArm> of(Workplace workplace) {
    return workplace.rig().devices().stream().flatMap(device -> of(device).stream()).toList();
  }

  /// Under which its profiles are kept.
  public String name() {
    return RigGlove.keptUnder(device);
  }

  /// For a person, with a capital.
  public String title() {
    String role = device.config().role();
    String plain = role.isBlank() ? device.config().id() : role;
    return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }

  /// What the angles of its joints, with their bounds, are called in the hub.
  public String anglesName() {
    return device.config().id() + "/joint-angles";
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

  /// What the joint targets of the robot's hand that it leads are called in the hub.
  public String robotName() {
    return device.config().id() + "/robot-joints";
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
