package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.driver.bus.ServoMemory;
import dev.handloom.device.driver.bus.ServoTalk;
import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What servos of the X series keep: the homing offset at address 20, limits at 48 and 52.
public final class DynamixelMemory implements ServoMemory {
  private static final int MODE = 11;
  private static final int MODE_POSITION = 3;
  private static final int HOMING = 20;
  private static final int HIGH = 48;
  private static final int LOW = 52;
  private static final int TORQUE = 64;
  private static final int ALERT = 0x80;

  /// In the mode of one turn a servo keeps no more than a quarter of it.
  private static final int QUARTER = 1024;

  private static final Kind KIND = new Kind(1, DynamixelDriver.STEPS, 1_044_479);
  private static final int ANSWER_MILLIS = 200;

  private final ServoTalk talk;
  private final int[] ids;
  private final byte[] question = new byte[DynamixelDialogue.LONGEST_QUESTION];
  private final DynamixelStatus status = new DynamixelStatus();

  public DynamixelMemory(ByteLink link, int... ids) {
    talk = new ServoTalk(link, new DynamixelFraming(), ANSWER_MILLIS);
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
    return new ServoEntry(id, number(id, HOMING), number(id, LOW), number(id, HIGH));
  }

  private int number(int id, int address) throws IOException {
    ask(id, address, 4);
    return status.word(0) | status.word(2) << 16;
  }

  private void ask(int id, int address, int count) throws IOException {
    int length = DynamixelPackets.read(question, id, address, count);
    boolean answered =
        talk.ask(
            question,
            length,
            frame -> status.read(frame) && status.id() == id && status.count() == count);
    if (!answered) {
      throw new IOException("Servo " + id + " does not answer; nothing was changed");
    }
  }

  @Override
  public ServoEntry write(ServoEntry entry) throws IOException {
    int id = entry.id();
    ask(id, MODE, 1);
    if (status.at(0) == MODE_POSITION && Math.abs(entry.homing()) > QUARTER) {
      throw new IOException(
          "Servo "
              + id
              + " is in the mode of one turn and keeps no offset beyond a quarter of it; nothing was"
              + " changed. Put its horn on nearer to the middle, or set the extended mode with the"
              + " maker's tool");
    }
    tell(id, TORQUE, (byte) 0);
    tell(id, HOMING, number(entry.homing()));
    tell(id, LOW, number(entry.low()));
    tell(id, HIGH, number(entry.high()));
    return ServoMemory.taken(entry, read(id));
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  private void tell(int id, int address, byte... value) throws IOException {
    int length = DynamixelPackets.write(question, id, address, value);
    boolean answered =
        talk.ask(
            question,
            length,
            frame -> status.read(frame) && status.id() == id && status.count() == 0);
    if (!answered || (status.error() & ~ALERT) != 0) {
      throw new IOException(
          "Servo " + id + " did not take what was to be written at address " + address);
    }
  }
}
