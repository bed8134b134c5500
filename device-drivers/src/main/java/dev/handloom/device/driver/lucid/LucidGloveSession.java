package dev.handloom.device.driver.lucid;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads packets, answers each, publishes the good ones.
final class LucidGloveSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  /// A glove that stands still for so long may wait for an answer that got lost.
  private static final long NUDGE_NANOS = 100_000_000L;

  private final ByteLink link;
  private final GloveSettings glove;
  private final PacketDecoder decoder;
  private final GloveReading reading;
  private final Answers answers = new Answers();
  private final GloveWatch watch;
  private final StreamWriter fingers;
  private final @Nullable StreamWriter joints;
  private final @Nullable StreamWriter buttons;
  private final byte[] block = new byte[4096];
  private long heardNanos = StudioClock.now();
  private boolean nudged;
  private boolean known;
  private boolean legacy;
  private boolean begun;

  LucidGloveSession(ByteLink link, List<StreamWriter> streams, GloveSettings glove) {
    this.link = link;
    this.glove = glove;
    decoder = glove.decoder();
    reading = decoder.reading();
    watch = new GloveWatch(glove);
    fingers = streams.get(0);
    joints = glove.joints() > 0 ? streams.get(1) : null;
    buttons = glove.buttons() ? streams.get(streams.size() - 1) : null;
    if (glove.forceFeedback()) {
      // What an earlier session held back, one that had no time for its last word.
      answers.release();
    }
  }

  @Override
  public void pump() throws IOException {
    if (!begun) {
      begun = true;
      if (glove.start()) {
        write("(ZA)\n");
      }
    }
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    for (int i = 0; i < got; i++) {
      take(decoder.accept(block[i]), arrival);
    }
    if (got > 0) {
      heardNanos = StudioClock.now();
      nudged = false;
    } else if (!nudged && StudioClock.now() - heardNanos > NUDGE_NANOS) {
      nudged = true;
      answer();
    }
  }

  private void take(PacketDecoder.Outcome outcome, long arrival) throws IOException {
    switch (outcome) {
      case MORE -> {}
      case BAD -> {
        answer();
        watch.bad(decoder.aboveMost());
        fingers.bad(decoder.line(), 0, decoder.lineLength(), arrival);
      }
      case INFO -> {
        answer();
        watch.about(reading);
      }
      case PACKET -> {
        legacy = decoder.wasLegacy();
        // Answer first: a glove with force feedback stands still until then.
        answer();
        if (!known) {
          known = true;
          // Too short for a firmware to take it for a force; some answer with their version.
          answers.say("Z");
        }
        if (decoder.spoiled() > 0) {
          fingers.bad(decoder.line(), 0, decoder.spoiled(), arrival);
        }
        publish(arrival);
        watch.good(reading, legacy);
      }
    }
  }

  private void answer() throws IOException {
    int length = answers.next(StudioClock.now(), legacy);
    link.write(answers.line(), 0, length);
  }

  private void write(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    link.write(bytes, 0, bytes.length);
  }

  private void publish(long arrival) {
    double[] values = fingers.values();
    for (int f = 0; f < GloveReading.FINGERS; f++) {
      values[f] = reading.curl(f);
      if (glove.splay()) {
        values[GloveReading.FINGERS + f] = reading.splay(f);
      }
    }
    fingers.publish(Sample.NO_TICKS, arrival);
    if (joints != null) {
      publishJoints(joints);
    }
    if (buttons != null) {
      publishButtons(buttons);
    }
  }

  private void publishJoints(StreamWriter writer) {
    double[] values = writer.values();
    int at = 0;
    for (int f = 0; f < GloveReading.FINGERS; f++) {
      for (int j = 0; j < GloveReading.joints(f, glove.joints()); j++) {
        values[at++] = reading.joint(f, j);
      }
    }
    writer.publishBeside(fingers);
  }

  private void publishButtons(StreamWriter writer) {
    double[] values = writer.values();
    int middle = (glove.most() + 1) / 2;
    values[0] = reading.analogue('F', middle);
    values[1] = reading.analogue('G', middle);
    values[2] = reading.analogue('P', 0);
    for (int s = 0; s < LucidGloveDriver.SWITCHES.length; s++) {
      values[3 + s] = reading.pressed(LucidGloveDriver.SWITCHES[s]) ? 1 : 0;
    }
    writer.publishBeside(fingers);
  }

  @Override
  public void obey(Command command) {
    double[] values = command.values();
    switch (command.id()) {
      case GloveSettings.HOLD -> {
        long until = StudioClock.now() + Math.round(glove.forceSeconds() * 1e9);
        answers.force(values, until);
      }
      case GloveSettings.RELEASE -> answers.release();
      case GloveSettings.VIBRATE ->
          sayInAlpha(
              String.format(Locale.ROOT, "F%.2fG%.2fH%.2f", values[0], values[1], values[2]));
      default -> {
        for (GloveSettings.Memory memory : GloveSettings.Memory.values()) {
          if (memory.id.equals(command.id())) {
            sayInAlpha(memory.line);
          }
        }
      }
    }
  }

  /// The older encoding has no such words: its firmware would take them for forces.
  private void sayInAlpha(String line) {
    if (legacy) {
      watch.refused();
    } else {
      answers.say(line);
    }
  }

  @Override
  public DeviceReport report() {
    return watch.report();
  }

  @Override
  public void end() throws IOException {
    if (glove.forceFeedback()) {
      answers.release();
      answer();
    }
    if (glove.start()) {
      write("(ZZ)\n");
    }
  }
}
