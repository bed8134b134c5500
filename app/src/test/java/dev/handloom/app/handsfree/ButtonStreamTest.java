package dev.handloom.app.handsfree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ButtonStreamTest {
  private static final long TENTH = 100_000_000;

  private final StreamSpec spec =
      StreamSpec.signal(
          "feet/pedals",
          List.of(
              new Channel("force", Unit.COUNT, 0, 9),
              new Channel("left", Unit.SWITCH, 0, 1),
              new Channel("right", Unit.SWITCH, 0, 1)),
          20,
          null);
  private final LiveStream stream =
      new LiveStream(spec, new SampleRing(spec, 64), new StreamHealth());
  private final List<String> pressed = new ArrayList<>();
  private long nanos;

  private void feel(long afterNanos, double force, double left, double right) {
    nanos += afterNanos;
    Sample sample = new Sample(spec);
    sample.arrivalNanos = nanos;
    sample.values[0] = force;
    sample.values[1] = left;
    sample.values[2] = right;
    stream.ring().publish(sample);
  }

  private List<String> presses(ButtonStream buttons) {
    pressed.clear();
    buttons.poll(key -> pressed.add(key.channel()));
    return List.copyOf(pressed);
  }

  @Test
  void tellsEachPressOnceHoweverLongItIsHeldAndHoweverShortItWas() {
    ButtonStream buttons = new ButtonStream(stream);
    feel(TENTH, 9, 0, 0);
    feel(TENTH, 9, 1, 0);
    feel(1000, 9, 0, 0);
    feel(5 * TENTH, 9, 0, 1);
    feel(5 * TENTH, 9, 1, 1);
    assertEquals(List.of("left", "right", "left"), presses(buttons));
    feel(5 * TENTH, 9, 1, 1);
    assertEquals(List.of(), presses(buttons));
  }

  @Test
  void whatIsHeldWhenItIsFirstSeenPressesNothing() {
    feel(TENTH, 0, 0, 0);
    ButtonStream buttons = new ButtonStream(stream);
    feel(TENTH, 0, 1, 0);
    feel(TENTH, 0, 1, 0);
    assertEquals(List.of(), presses(buttons));
    feel(TENTH, 0, 0, 0);
    feel(TENTH, 0, 1, 0);
    assertEquals(List.of("left"), presses(buttons));
  }

  @Test
  void aContactThatBouncesPressesOnce() {
    ButtonStream buttons = new ButtonStream(stream);
    feel(TENTH, 0, 0, 0);
    for (int i = 0; i < 5; i++) {
      feel(8_000_000, 0, 1, 0);
      feel(8_000_000, 0, 0, 0);
    }
    assertEquals(List.of("left"), presses(buttons));
    feel(2 * TENTH, 0, 1, 0);
    assertEquals(List.of("left"), presses(buttons));
  }
}
