package dev.handloom.device.sim;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.AskedArm;
import dev.handloom.device.sim.person.Manner;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import dev.handloom.device.sim.truth.CaptureLog;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.space.Pose;
import dev.handloom.device.timecode.ShownCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All simulated devices, running. Opens the links of the scheme `sim`: `links.with("sim",
/// rig::open)`.
public final class SimulatedRig implements AutoCloseable {
  /// What a first start shows, in this order everywhere.
  private static final List<String> NAMES =
      List.of("left-glove", "right-glove", "gripper", "head-camera", "wrist-camera");

  private final long seed;
  private final long startNanos = StudioClock.now();
  private final ScriptedPerson person;
  private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
  private final Map<String, CaptureLog> logs = new LinkedHashMap<>();

  private final Map<String, Instrument> instruments = new LinkedHashMap<>();

  private SimulatedRig(long seed, Map<String, Map<String, String>> wanted) throws IOException {
    this.seed = seed;
    person = new ScriptedPerson(seed);
    try {
      for (Map.Entry<String, Map<String, String>> one : wanted.entrySet()) {
        devices.put(one.getKey(), make(one.getKey(), one.getValue()));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    devices.values().forEach(SimulatedDevice::start);
  }

  /// Starts the devices that a first start shows.
  public static SimulatedRig start(long seed) throws IOException {
    return start(rigFile(seed));
  }

  /// Starts the devices that a rig file asks for, with its seed; each learns what its driver is
  /// told.
  ///
  /// @throws IOException if it asks for one that there is not
  public static SimulatedRig start(RigFile file) throws IOException {
    Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
    for (DeviceConfig config : file.devices()) {
      if (config.simulated()) {
        wanted.put(config.address().substring("sim:".length()), config.settings());
      }
    }
    return new SimulatedRig(file.seed(), wanted);
  }

  /// Starts one device alone.
  public static SimulatedRig start(long seed, String name) throws IOException {
    return new SimulatedRig(seed, Map.of(name, Simulators.of(name).settings()));
  }

  private SimulatedDevice make(String name, Map<String, String> settings) throws IOException {
    WireSimulator simulator = Simulators.of(name);
    // Each device draws its faults from numbers of its own.
    long own = new java.util.Random(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L).nextLong();
    Instrument instrument = simulator.maker().make(person, own, settings);
    CaptureLog log = new CaptureLog();
    logs.put(name, log);
    instruments.put(name, instrument);
    return new SimulatedDevice(
        name,
        instrument,
        simulator.timing(),
        own + 1,
        startNanos,
        () -> simulator.plug().plug(name, instrument),
        log);
  }

  /// Opens the link of a simulated device.
  public Link open(String name) throws IOException {
    SimulatedDevice device = devices.get(name);
    if (device == null) {
      throw new IOException("No such simulated device runs: sim:" + name);
    }
    return device.open();
  }

  /// A running device.
  public SimulatedDevice device(String name) {
    SimulatedDevice device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException("No such simulated device runs: " + name);
    }
    return device;
  }

  /// Has a simulated camera film the time code that a window shows, as if it stood before a screen
  /// that shows each pulse at once; or look at the world again.
  ///
  /// @return false if it is no camera
  public boolean film(String name, @Nullable ShownCode code) {
    Instrument instrument = instruments.get(name);
    return instrument != null && instrument.film(code);
  }

  /// The wearer of a simulated headset puts the origin of its space where they are.
  ///
  /// @return false if it is no headset
  public boolean recentre(String name) {
    Instrument instrument = instruments.get(name);
    return instrument != null && instrument.recentre();
  }

  /// From now on the scripted person goes through the programme as somebody else does: other
  /// places, another tempo, another point of it. Between two takes, for everything leaps.
  ///
  /// @param seed of their manner
  public void another(long seed) {
    person.begin(Manner.drawn(seed), StudioClock.now() - startNanos);
  }

  /// The scripted person exercises one hand from now on, as a person who is asked to would.
  ///
  /// @param what null to go on with the programme
  public void exercise(HandSide side, @Nullable HandExercise what) {
    person.exercise(side, what, StudioClock.now() - startNanos);
  }

  /// The scripted person moves the arm that they lead, joint by joint; null to go on with the
  /// programme.
  ///
  /// @param what `ZERO`, `SWEEP` or `BEND`
  /// @param joint in the order of the arm's encoders
  public void moveArm(@Nullable String what, int joint) {
    long now = StudioClock.now() - startNanos;
    person.moveArm(what == null ? null : new AskedArm(AskedArm.Kind.valueOf(what), joint, now));
  }

  /// The scripted person opens or closes the gripper from now on, and holds it.
  ///
  /// @param share 0 is closed, 1 fully open; null to go on with the programme
  public void moveGripper(@Nullable Double share) {
    Double metres = share == null ? null : Double.valueOf(share * Table.GRIPPER_OPEN);
    person.moveGripper(metres, StudioClock.now() - startNanos);
  }

  /// The scripted person makes the exoskeleton stand as a robot's hand does, as well as an eye can.
  ///
  /// @param shares of the robot's joints, 0 at their lowest to 1 at their highest
  public void matchArm(List<Double> shares) {
    long now = StudioClock.now() - startNanos;
    person.moveArm(new AskedArm(AskedArm.Kind.MATCH, -1, shares, now));
  }

  /// The scripted person holds a pose with one hand from now on, as a person who is asked to would.
  ///
  /// @param what the name of one, in capitals, as `PINCH_INDEX`; null to go on with the programme
  public void hold(HandSide side, @Nullable String what) {
    person.hold(side, what == null ? null : Asked.valueOf(what), StudioClock.now() - startNanos);
  }

  /// The scripted person puts the tip of an index finger on a place of the printed board, and holds
  /// it there.
  ///
  /// @param xMetres from the board's upper left corner to the right, as it is printed
  /// @param yMetres down
  public void touch(HandSide side, double xMetres, double yMetres) {
    person.touch(side, xMetres, yMetres, StudioClock.now() - startNanos);
  }

  /// The scripted person takes the finger off the board.
  public void letGo() {
    person.letGo(StudioClock.now() - startNanos);
  }

  /// The scripted person lays the printed board flat on the table.
  public void layBoardFlat() {
    layBoard(Table.BOARD);
  }

  /// The scripted person props the printed board up towards the camera.
  public void propBoard() {
    layBoard(Table.BOARD_PROPPED);
  }

  /// The scripted person puts the printed board elsewhere.
  public void layBoard(Pose inRoom) {
    person.lay(inRoom);
  }

  /// Where the scripted person's board lies.
  public Pose board() {
    return person.board();
  }

  /// Has the person make a gesture that a device measures, before the eyes; null when it is enough.
  public void gesture(String device, @Nullable HandGesture what) {
    long now = StudioClock.now() - startNanos;
    if (what == null) {
      person.enough(now);
    } else {
      person.ask(what, device.startsWith("left") ? HandSide.LEFT : HandSide.RIGHT, false, now);
    }
  }

  public List<SimulatedDevice> devices() {
    return List.copyOf(devices.values());
  }

  /// Makes a device reachable for other programs and says where: the path of a pseudo-terminal as
  /// `serial:/dev/pts/3`, or a port of this machine as `tcp:127.0.0.1:40123`.
  ///
  /// @param address where a person wants it; null for the usual place
  public String serve(String name, @Nullable String address)
      throws IOException, InterruptedException {
    SimulatedDevice device = device(name);
    Plug plug = Simulators.of(name).plug();
    Instrument instrument = Objects.requireNonNull(instruments.get(name));
    if (address != null || !device.address().startsWith("serial:")) {
      device.moveTo(() -> plug.serve(name, instrument, address));
    }
    return device.address();
  }

  /// The rig file of everything that runs here.
  public RigFile rigFile() {
    return new RigFile(
        "Simulated rig", seed, devices.keySet().stream().map(SimulatedRig::config).toList());
  }

  /// The rig file of the devices that a first start shows.
  public static RigFile rigFile(long seed) {
    return new RigFile("Simulated rig", seed, NAMES.stream().map(SimulatedRig::config).toList());
  }

  /// How a rig file sets up a simulated device of this name.
  public static DeviceConfig config(String name) {
    try {
      return Simulators.of(name).config(name.replace('#', '-'), "sim:" + name);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
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
