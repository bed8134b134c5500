package dev.handloom.device.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.wire.PtyWire;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every simulated device behind a real port, looked at by all drivers that are on board.
class RealPortTest {
  private static final Set<String> WITH_DRIVERS_OF_OURS =
      new Drivers()
          .all().values().stream()
              .filter(driver -> driver.getClass().getPackageName().contains(".device.driver."))
              .map(DeviceDriver::id)
              .collect(Collectors.toSet());

  @BeforeEach
  void onlyWhereThereArePseudoTerminals() {
    Assumptions.assumeTrue(PtyWire.available());
  }

  private static Examiner examiner() {
    return new Examiner(
        new Drivers().all().values(), Links.ofThisMachine()::open, path -> true, 200);
  }

  private static Attached at(String address) {
    return new Attached(
        Attached.Kind.SERIAL, address, address.substring("serial:".length()), -1, -1, "");
  }

  /// One of each way to be recognised: speaks by itself, answers a question, has a checksum. The
  /// rest, eight rates long, where time is taken: `-Dhandloom.long=true`.
  private static final Set<String> SHORT =
      Set.of("left-glove", "so101-leader", "koch-leader", "gello", "airexo", "doglove");

  static Stream<String> onSerialPorts() {
    return Simulators.all().stream()
        .filter(each -> each.plug() instanceof Plug.Serial)
        .filter(each -> WITH_DRIVERS_OF_OURS.contains(each.driver()))
        .map(WireSimulator::name)
        .filter(name -> Boolean.getBoolean("handloom.long") || SHORT.contains(name));
  }

  /// What hangs on a bus of Dynamixel servos says who made the servos and not what was built of
  /// them; a pseudo-terminal has no rate that would tell.
  private static boolean alike(String driver, String found) {
    return driver.equals(found) || (driver.equals("doglove-servos") && found.equals("dynamixel"));
  }

  @ParameterizedTest
  @MethodSource("onSerialPorts")
  void isRecognised(String name) throws Exception {
    try (SimulatedRig rig = SimulatedRig.start(5, name)) {
      Examined found = examiner().examine(at(rig.serve(name, null)));
      assertNull(found.hindrance(), found::toString);
      assertFalse(found.suspicions().isEmpty(), () -> name + ": " + found);
      String driver = SimulatedRig.config(name).driver();
      double best = found.suspicions().getFirst().score();
      Suspicion itself =
          found.suspicions().stream()
              .filter(each -> alike(driver, each.driver()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + ": " + found));
      // Two firmwares say the same lines of 16 numbers; no one can tell them apart.
      assertEquals(best, itself.score(), () -> name + ": " + found);
      assertTrue(itself.baud() > 0, found::toString);
    }
  }

  @Test
  void aPortThatSomebodyHasOpenSaysSo() throws Exception {
    try (PtyWire wire = PtyWire.make();
        Link other = wire.open()) {
      Hindrance hindrance = examiner().examine(at(wire.address())).hindrance();
      assertNotNull(hindrance, other::title);
      assertTrue(hindrance.what().contains("open"), hindrance::toString);
    }
  }

  @Test
  void whatIsSilentIsSaidToBeSilentAndNotGuessed() throws Exception {
    try (PtyWire wire = PtyWire.make()) {
      Examined found = examiner().examine(at(wire.address()));
      assertEquals(List.of(), found.suspicions(), found::toString);
      assertTrue(found.tried().size() > 5, found::toString);
    }
  }
}
