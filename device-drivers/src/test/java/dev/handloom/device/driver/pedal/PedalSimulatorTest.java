package dev.handloom.device.driver.pedal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Conversation;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.pedal.PedalSimulators;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the simulated person does with the feet is what the driver reads.
class PedalSimulatorTest {
  @Test
  void aRoundOfTheProgrammeIsReadPressByPress() throws Exception {
    ScriptedPerson person = new ScriptedPerson(5);
    Instrument pedal = new PedalSimulators().all().getFirst().maker().make(person, 1, Map.of());
    List<byte[]> reports = new ArrayList<>();
    byte[] packet = new byte[pedal.packetBytes()];
    int pourings = 0;
    boolean poured = false;
    long period = 8_000_000;
    long end = (long) (ScriptedPerson.roundSeconds() * 1e9);
    for (long t = 0, n = 0; t < end; t += period, n++) {
      int length = pedal.measure(t, t / 1000, n, packet);
      if (length > 0) {
        reports.add(Arrays.copyOf(packet, length));
      }
      boolean pours = person.at(t).pouring() > 0;
      pourings += pours && !poured ? 1 : 0;
      poured = pours;
    }
    Conversation read = Conversation.reports("pedal", Map.of(), reports);
    assertEquals(0, read.bad());
    // 44 s, a tap of each every 4 s.
    assertEquals(11, presses(read.wholeSamples(0), 0));
    assertEquals(pourings, presses(read.wholeSamples(0), 1));
    assertTrue(pourings > 0);
    assertEquals(11, presses(read.wholeSamples(0), 2));
  }

  private static int presses(List<Sample> samples, int pedal) {
    int presses = 0;
    double before = 0;
    for (Sample sample : samples) {
      presses += sample.values[pedal] > before ? 1 : 0;
      before = sample.values[pedal];
    }
    return presses;
  }
}
