package dev.handloom.device.sim;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.instrument.CameraInstrument;
import dev.handloom.device.sim.instrument.GloveInstrument;
import dev.handloom.device.sim.instrument.GripperInstrument;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.truth.CaptureLog;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.sim.wire.PipeWire;
import dev.handloom.device.sim.wire.PtyWire;
import dev.handloom.device.sim.wire.TcpWire;
import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All simulated devices, running. Opens the links of the scheme `sim`: `links.with("sim",
/// rig::open)`.
public final class SimulatedRig implements AutoCloseable {
  private static final int SERIAL_PIPE_BYTES = 1 << 14;
  private static final int CAMERA_PIPE_FRAMES = 3;

  /// In this order everywhere.
  private static final List<String> NAMES =
      List.of("left-glove", "right-glove", "gripper", "head-camera", "wrist-camera");

  private final long seed;
  private final long startNanos = StudioClock.now();
  private final ScriptedPerson person;
  private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
  private final Map<String, CaptureLog> logs = new LinkedHashMap<>();

  private final Set<String> jpeg;

  private SimulatedRig(long seed, Collection<String> names, Set<String> jpeg) throws IOException {
    this.seed = seed;
    this.jpeg = Set.copyOf(jpeg);
    person = new ScriptedPerson(seed);
    try {
      for (String name : names) {
        devices.put(name, make(name));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    devices.values().forEach(SimulatedDevice::start);
  }

  /// Starts all devices.
  public static SimulatedRig start(long seed) throws IOException {
    return new SimulatedRig(seed, NAMES, Set.of());
  }

  /// Starts the devices that a rig file asks for, with its seed. A camera sends JPEG pictures if
  /// its format is jpeg.
  ///
  /// @throws IOException if it asks for one that there is not
  public static SimulatedRig start(RigFile file) throws IOException {
    List<String> wanted = new ArrayList<>();
    Set<String> jpeg = new HashSet<>();
    for (DeviceConfig config : file.devices()) {
      if (config.simulated()) {
        String name = config.address().substring("sim:".length());
        wanted.add(name);
        if (config.setting("format", "").equals("jpeg")) {
          jpeg.add(name);
        }
      }
    }
    return new SimulatedRig(file.seed(), wanted, jpeg);
  }

  /// Starts one device alone.
  public static SimulatedRig start(long seed, String name) throws IOException {
    return new SimulatedRig(seed, List.of(name), Set.of());
  }

  /// The devices that can be simulated.
  public static List<String> names() {
    return NAMES;
  }

  private SimulatedDevice make(String name) throws IOException {
    // Each device draws its faults from numbers of its own.
    long own = new java.util.Random(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L).nextLong();
    Timing timing = timing(name);
    Instrument instrument = instrument(name, own);
    CaptureLog log = new CaptureLog();
    logs.put(name, log);
    return new SimulatedDevice(
        name, instrument, timing, own + 1, startNanos, socket(name, instrument), log);
  }

  private static IOException unknown(String name) {
    return new IOException(
        "There is no such simulated device; there are "
            + String.join(", ", NAMES)
            + ": sim:"
            + name);
  }

  private static Timing timing(String name) throws IOException {
    return switch (name) {
      case "left-glove", "right-glove" -> Timing.GLOVE;
      case "gripper" -> Timing.GRIPPER;
      case "head-camera", "wrist-camera" -> Timing.CAMERA;
      default -> throw unknown(name);
    };
  }

  private Instrument instrument(String name, long own) throws IOException {
    return switch (name) {
      case "left-glove" -> new GloveInstrument(HandSide.LEFT, person, own);
      case "right-glove" -> new GloveInstrument(HandSide.RIGHT, person, own);
      case "gripper" -> new GripperInstrument(person, own);
      case "head-camera" -> new CameraInstrument(CameraInstrument.Mount.HEAD, person, pixels(name));
      case "wrist-camera" ->
          new CameraInstrument(CameraInstrument.Mount.WRIST, person, pixels(name));
      default -> throw unknown(name);
    };
  }

  private FrameFormat.Pixels pixels(String name) {
    return jpeg.contains(name) ? FrameFormat.Pixels.JPEG : FrameFormat.Pixels.BGRA;
  }

  private static SimulatedDevice.Socket socket(String name, Instrument instrument) {
    if (name.endsWith("camera")) {
      return () -> new PipeWire(name, CAMERA_PIPE_FRAMES * instrument.packetBytes());
    }
    return PtyWire.available() ? PtyWire::make : () -> new PipeWire(name, SERIAL_PIPE_BYTES);
  }

  /// Opens the link of a simulated device.
  public Link open(String name) throws IOException {
    SimulatedDevice device = devices.get(name);
    if (device == null) {
      throw unknown(name);
    }
    return device.open();
  }

  /// A running device.
  public SimulatedDevice device(String name) {
    SimulatedDevice device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException(unknown(name).getMessage());
    }
    return device;
  }

  public List<SimulatedDevice> devices() {
    return List.copyOf(devices.values());
  }

  /// Makes a device reachable for other programs and says where: the path of a pseudo-terminal as
  /// `serial:/dev/pts/3`, or a port of this machine as `tcp:127.0.0.1:40123`.
  public String serve(String name) throws IOException, InterruptedException {
    SimulatedDevice device = device(name);
    if (device.address().startsWith("sim:")) {
      device.moveTo(() -> new TcpWire(name));
    }
    return device.address();
  }

  /// The rig file of everything that runs here.
  public RigFile rigFile() {
    return new RigFile(
        "Simulated rig", seed, devices.keySet().stream().map(SimulatedRig::config).toList());
  }

  /// The rig file of all simulated devices.
  public static RigFile rigFile(long seed) {
    return new RigFile("Simulated rig", seed, NAMES.stream().map(SimulatedRig::config).toList());
  }

  private static DeviceConfig config(String name) {
    String role = name.replace('-', ' ');
    String address = "sim:" + name;
    return switch (name) {
      case "left-glove", "right-glove" ->
          new DeviceConfig(
              name,
              "lucidglove",
              role,
              address,
              Map.of("side", role.substring(0, role.indexOf(' ')), "max", "4095", "splay", "true"),
              0);
      case "gripper" ->
          new DeviceConfig(
              name,
              "line",
              role,
              address,
              Map.of(
                  "columns", "t_us,seq,encoder",
                  "encoder.unit", "counts",
                  "encoder.low", "0",
                  "encoder.high", "4095",
                  "checksum", "xor",
                  "rate_hz", "200",
                  "stream", "encoder"),
              0);
      default ->
          new DeviceConfig(
              name,
              "frames",
              role,
              address,
              Map.of("width", "640", "height", "480", "fps", "30"),
              0);
    };
  }

  /// What really happens; for tests alone.
  public Truth truth() {
    return new Truth(person, startNanos, logs);
  }

  @Override
  public void close() {
    devices.values().forEach(SimulatedDevice::stop);
    for (SimulatedDevice device : devices.values()) {
      try {
        device.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
