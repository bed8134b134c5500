package dev.handloom.device.driver.lucid;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads packets, answers each, publishes the good ones.
final class LucidGloveSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;
  private static final byte[] ANSWER = {'\n'};

  private final ByteLink link;
  private final AlphaDecoder decoder;
  private final int most;
  private final StreamWriter fingers;
  private final @Nullable StreamWriter buttons;
  private final byte[] block = new byte[4096];

  LucidGloveSession(ByteLink link, List<StreamWriter> streams, AlphaDecoder decoder, int most) {
    this.link = link;
    this.decoder = decoder;
    this.most = most;
    fingers = streams.get(0);
    buttons = streams.size() > 1 ? streams.get(1) : null;
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    for (int i = 0; i < got; i++) {
      switch (decoder.accept(block[i])) {
        case MORE -> {}
        case BAD -> {
          fingers.bad(decoder.line(), 0, decoder.lineLength(), arrival);
          link.write(ANSWER, 0, ANSWER.length);
        }
        case PACKET -> {
          // Answer first: a glove with force feedback stands still until then.
          link.write(ANSWER, 0, ANSWER.length);
          publish(arrival);
        }
      }
    }
  }

  private void publish(long arrival) {
    double[] values = fingers.values();
    for (int f = 0; f < AlphaDecoder.FINGERS; f++) {
      values[f] = decoder.curl(f);
      if (values.length > AlphaDecoder.FINGERS) {
        values[AlphaDecoder.FINGERS + f] = decoder.splay(f);
      }
    }
    fingers.publish(Sample.NO_TICKS, arrival);
    if (buttons == null) {
      return;
    }
    double[] more = buttons.values();
    int middle = (most + 1) / 2;
    more[0] = decoder.analogue('F', middle);
    more[1] = decoder.analogue('G', middle);
    more[2] = decoder.analogue('P', 0);
    for (int s = 0; s < LucidGloveDriver.SWITCHES.length; s++) {
      more[3 + s] = decoder.pressed(LucidGloveDriver.SWITCHES[s]) ? 1 : 0;
    }
    buttons.publishBeside(fingers);
  }
}
