package dev.handloom.device.sim.line;

import dev.handloom.device.sim.instrument.Ascii;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The encoder of a hand-held gripper over the generic line protocol: usually `t_us,seq,counts*XX`,
/// and with other columns, separators and checks as its driver is told.
public final class GripperInstrument implements Instrument {
  /// A 12-bit magnetic encoder on the finger's pinion.
  private static final int MOST = 4095;

  private static final int PACKET = 512;
  private static final long WRAP = 1L << 32;
  private static final String HEX = "0123456789ABCDEF";

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double offset;
  private final double countsPerMetre;
  private final double eccentricity;
  private final List<String> columns;
  private final String separator;
  private final String check;
  private final Ascii text = new Ascii();

  GripperInstrument(ScriptedPerson person, long seed, Map<String, String> settings) {
    this.person = person;
    random = new Random(seed);
    offset = 250 + 300 * random.nextDouble();
    countsPerMetre = (2600 + 500 * random.nextDouble()) / Table.GRIPPER_OPEN;
    eccentricity = 6 + 8 * random.nextDouble();
    columns = List.of(settings.getOrDefault("columns", "t_us,seq,encoder").split(","));
    separator =
        switch (settings.getOrDefault("separator", ",")) {
          case "tab" -> "\t";
          case "space" -> " ";
          case String one -> one;
        };
    check = settings.getOrDefault("checksum", "none");
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double width = person.at(sinceStartNanos).gripperWidthMetres();
    double turned = width * countsPerMetre;
    // A magnet that sits beside the axis makes a wave of one period a turn.
    double counts =
        offset
            + turned
            + eccentricity * Math.sin(2 * Math.PI * turned / MOST)
            + 0.6 * random.nextGaussian();
    text.begin(into);
    for (int c = 0; c < columns.size(); c++) {
      text.put(c == 0 ? "" : separator);
      switch (columns.get(c)) {
        case "t_us" -> text.put(deviceMicros % WRAP);
        case "t_ms" -> text.put(deviceMicros / 1000 % WRAP);
        case "t_ns" -> text.put(deviceMicros * 1000);
        case "t_s" -> seconds(deviceMicros);
        case "seq" -> text.put(count % WRAP);
        case "-" -> text.put(check.equals("nmea") && c == 0 ? "$GRIP" : "x");
        default -> text.put(Math.clamp(Math.round(counts), 0L, (long) MOST));
      }
    }
    switch (check) {
      case "xor" -> hex(xor(into, 0), 2);
      case "nmea" -> hex(xor(into, 1), 2);
      case "sum8" -> hex(sum(into), 2);
      case "crc16" -> hex(crc(into), 4);
      default -> {}
    }
    return text.put("\r\n").length();
  }

  private void seconds(long micros) {
    text.put(micros / 1_000_000).put(".");
    for (long unit = 100_000; unit > 0; unit /= 10) {
      text.put(micros / unit % 10);
    }
  }

  private int xor(byte[] bytes, int from) {
    int xor = 0;
    for (int i = from; i < text.length(); i++) {
      xor ^= bytes[i];
    }
    return xor;
  }

  private int sum(byte[] bytes) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += bytes[i];
    }
    return sum & 0xFF;
  }

  /// Divides the bits of the message, begun with sixteen ones, by x^16 + x^12 + x^5 + 1.
  private int crc(byte[] bytes) {
    int rest = 0xFFFF;
    for (int bit = 0; bit < 8 * text.length(); bit++) {
      boolean next = (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
      boolean carry = rest >> 15 == 1;
      rest = rest << 1 & 0xFFFF;
      rest ^= carry == next ? 0 : 0x1021;
    }
    return rest;
  }

  private void hex(int number, int digits) {
    text.put("*");
    for (int d = digits - 1; d >= 0; d--) {
      int digit = (number >> (4 * d)) & 15;
      text.put(HEX.substring(digit, digit + 1));
    }
  }
}
