package dev.handloom.device.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.sim.WireSimulator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every driver and every simulator on board owes to the documents, the wizard and discovery.
class DriverCardsTest {
  static Collection<DeviceDriver> drivers() {
    return new Drivers().all().values();
  }

  static Collection<WireSimulator> simulators() {
    return Simulators.all();
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void aDriverSaysWhatItIsGoodFor(DeviceDriver driver) {
    DriverCard card = driver.card();
    assertTrue(driver.id().matches("[a-z0-9]++(-[a-z0-9]++)*+"), driver.id());
    assertFalse(card.links().isEmpty(), driver.id() + " names no link");
    for (LinkUse use : card.links()) {
      assertEquals(use.scheme(), Links.scheme(use.example()), driver.id());
    }
    for (Setting setting : card.settings()) {
      String which = driver.id() + " " + setting.name();
      assertTrue(setting.meaning().endsWith("."), which + ": a meaning is a sentence");
      assertFalse(setting.form().isEmpty(), which);
      if (!setting.otherwise().isEmpty()) {
        assertNull(setting.complaint(setting.otherwise()), which);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void noDriverIsSureOfNoise(DeviceDriver driver) {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      List<byte[]> messages = new ArrayList<>(List.of(noise, new byte[0]));
      int round = i;
      assertDoesNotThrow(() -> {
        assertFalse(
            driver.recognise(Heard.bytes(noise)).probable(), driver.id() + " round " + round);
        assertFalse(
            driver.recognise(Heard.messages(messages)).probable(), driver.id() + " " + round);
        for (Question question : driver.questions()) {
          assertFalse(question.judge().apply(noise).probable(), driver.id() + " " + round);
        }
      });
    }
  }

  @ParameterizedTest
  @MethodSource("simulators")
  void aSimulatorIsSetUpAsItsDriverWantsIt(WireSimulator simulator) throws Exception {
    DeviceConfig config = simulator.config("it", "sim:" + simulator.name());
    DeviceDriver driver = new Drivers().of(config);
    assertFalse(driver.streams(config).isEmpty());
    driver.clock(config);
    driver.commands(config);
  }
}
