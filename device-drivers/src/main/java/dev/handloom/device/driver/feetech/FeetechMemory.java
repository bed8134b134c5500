package dev.handloom.device.driver.feetech;

import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.driver.bus.ServoMemory;
import dev.handloom.device.driver.bus.ServoTalk;
import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What STS servos keep: limits from address 9, the homing offset at 31, its sign in bit 11.
public final class FeetechMemory implements ServoMemory {
  private static final int LIMITS = 9;
  private static final int LIMITS_BYTES = 4;
  private static final int HOMING = 31;
  private static final int HOMING_SIGN = 11;
  private static final int TORQUE = 40;
  private static final int LOCK = 55;
  private static final int PARAMETERS = 5;

  /// What is reported is the encoder's position less the offset.
  private static final Kind KIND = new Kind(-1, 4096, 2047);

  /// Writing into lasting memory takes some milliseconds.
  private static final int ANSWER_MILLIS = 200;

  private final ServoTalk talk;
  private final int[] ids;
  private final byte[] question = new byte[32];
  private final byte[] answer = new byte[16];

  public FeetechMemory(ByteLink link, int... ids) {
    talk = new ServoTalk(link, new FeetechFraming(FeetechDialogue.LONGEST_FRAME), ANSWER_MILLIS);
    this.ids = ids.clone();
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<ServoEntry> read() throws IOException {
    List<ServoEntry> entries = new ArrayList<>();
    for (int id : ids) {
      entries.add(read(id));
    }
    return entries;
  }

  private ServoEntry read(int id) throws IOException {
    ask(id, LIMITS, LIMITS_BYTES);
    int low = word(0);
    int high = word(2);
    ask(id, HOMING, 2);
    int raw = word(0);
    int size = raw & (1 << HOMING_SIGN) - 1;
    return new ServoEntry(id, (raw & 1 << HOMING_SIGN) == 0 ? size : -size, low, high);
  }

  private void ask(int id, int address, int count) throws IOException {
    int length = FeetechPackets.read(question, id, address, count);
    if (!talk.ask(question, length, frame -> answers(frame, id, count))) {
      throw new IOException("Servo " + id + " does not answer; nothing was changed");
    }
  }

  private boolean answers(FrameFinder frame, int id, int count) {
    if (frame.at(2) != id || frame.length() != PARAMETERS + count + 1) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      answer[i] = (byte) frame.at(PARAMETERS + i);
    }
    return true;
  }

  private int word(int at) {
    return (answer[at] & 0xFF) | (answer[at + 1] & 0xFF) << 8;
  }

  @Override
  public ServoEntry write(ServoEntry entry) throws IOException {
    int id = entry.id();
    int homing = Math.abs(entry.homing()) | (entry.homing() < 0 ? 1 << HOMING_SIGN : 0);
    tell(id, TORQUE, 0);
    tell(id, LOCK, 0);
    try {
      tell(id, HOMING, homing & 0xFF, homing >> 8);
      tell(
          id, LIMITS, entry.low() & 0xFF, entry.low() >> 8, entry.high() & 0xFF, entry.high() >> 8);
    } finally {
      tell(id, LOCK, 1);
    }
    return ServoMemory.taken(entry, read(id));
  }

  private void tell(int id, int address, int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    int length = FeetechPackets.write(question, id, address, bytes);
    // Its error byte may speak of voltage or heat; whether it took this is read back.
    if (!talk.ask(
        question, length, frame -> frame.at(2) == id && frame.length() == PARAMETERS + 1)) {
      throw new IOException(
          "Servo " + id + " did not answer when it was written to, at address " + address);
    }
  }
}
