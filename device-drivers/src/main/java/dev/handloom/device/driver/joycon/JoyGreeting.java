package dev.handloom.device.driver.joycon;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/// What is asked and ordered before a controller sends everything by itself, one after the other,
/// each repeated until it is answered or given up.
final class JoyGreeting {
  /// In this order.
  enum Step {
    CABLE_HANDSHAKE("talking over the cable"),
    CABLE_ONLY("staying on the cable"),
    DEVICE("saying what it is"),
    FACTORY_MOTION("its motion calibration"),
    USER_MOTION("its motion calibration by the user"),
    MOTION_ON("switching on its motion sensor"),
    VIBRATION_ON("switching on its motors"),
    FULL_MODE("sending everything"),
    DONE("");

    private final String what;

    Step(String what) {
      this.what = what;
    }

    /// For a person.
    String what() {
      return what;
    }
  }

  private static final int FACTORY_MOTION_AT = 0x6020;
  private static final int USER_MOTION_AT = 0x8026;
  private static final int MAGIC_BYTES = 2;
  private static final byte[] MAGIC = {(byte) 0xB2, (byte) 0xA1};
  private static final int MEMORY_HEADER = 5;
  private static final long RETRY_NANOS = 200_000_000L;
  private static final int MOST_TRIES = 5;

  private final JoyOrders orders;
  private final boolean cable;
  private final Set<Step> missing = EnumSet.noneOf(Step.class);
  private Step step;
  private int tries;
  private long sentNanos;
  private JoyMotionScale scale = JoyMotionScale.usual();
  private String firmware = "";
  private String address = "";
  private int type;

  JoyGreeting(JoyOrders orders, boolean cable) {
    this.orders = orders;
    this.cable = cable;
    step = first();
  }

  private Step first() {
    return cable ? Step.CABLE_HANDSHAKE : Step.DEVICE;
  }

  boolean done() {
    return step == Step.DONE;
  }

  /// Begins anew: the controller has lost what it was told.
  void again() {
    step = first();
    tries = 0;
    missing.clear();
  }

  /// Sends what is due.
  void tick(long now) throws IOException {
    if (done() || (tries > 0 && now - sentNanos < RETRY_NANOS)) {
      return;
    }
    if (tries == MOST_TRIES) {
      missing.add(step);
      next();
      if (done()) {
        return;
      }
    }
    tries++;
    sentNanos = now;
    switch (step) {
      case CABLE_HANDSHAKE -> orders.cable(0x02);
      case CABLE_ONLY -> {
        orders.cable(0x04);
        // Nothing answers to that.
        next();
      }
      case DEVICE -> orders.order(JoyOrders.DEVICE);
      case FACTORY_MOTION -> orders.read(FACTORY_MOTION_AT, JoyMotionScale.BYTES);
      case USER_MOTION -> orders.read(USER_MOTION_AT, MAGIC_BYTES + JoyMotionScale.BYTES);
      case MOTION_ON -> orders.order(JoyOrders.MOTION_ON, 1);
      case VIBRATION_ON -> orders.order(JoyOrders.VIBRATION_ON, 1);
      case FULL_MODE -> orders.order(JoyOrders.REPORT_MODE, JoyOrders.FULL_MODE);
      case DONE -> {}
    }
  }

  private void next() {
    step = Step.values()[step.ordinal() + 1];
    tries = 0;
  }

  /// The cable has said something: `81 02` is what the handshake is answered with.
  void heardOfCable(byte[] report) {
    if (step == Step.CABLE_HANDSHAKE && report[1] == 0x02) {
      next();
    }
  }

  /// An answer has come; to something else than was asked last it changes nothing.
  void answered(JoyReport report) {
    switch (step) {
      case DEVICE -> {
        if (yes(report, JoyOrders.DEVICE)) {
          firmware = report.answer(0) + "." + "%02x".formatted(report.answer(1));
          type = report.answer(2);
          StringBuilder text = new StringBuilder();
          for (int i = 4; i < 10; i++) {
            text.append("%02x".formatted(report.answer(i))).append(i < 9 ? ":" : "");
          }
          address = text.toString();
          next();
        }
      }
      case FACTORY_MOTION -> {
        if (memory(report, FACTORY_MOTION_AT)) {
          byte[] memory = new byte[JoyMotionScale.BYTES];
          report.answer(MEMORY_HEADER, memory);
          scale = JoyMotionScale.of(memory);
          next();
        }
      }
      case USER_MOTION -> {
        if (memory(report, USER_MOTION_AT)) {
          if (report.answer(MEMORY_HEADER) == (MAGIC[0] & 0xFF)
              && report.answer(MEMORY_HEADER + 1) == (MAGIC[1] & 0xFF)) {
            byte[] memory = new byte[JoyMotionScale.BYTES];
            report.answer(MEMORY_HEADER + MAGIC_BYTES, memory);
            scale = JoyMotionScale.of(memory);
          }
          next();
        }
      }
      case MOTION_ON -> nextIf(yes(report, JoyOrders.MOTION_ON));
      case VIBRATION_ON -> nextIf(yes(report, JoyOrders.VIBRATION_ON));
      case FULL_MODE -> nextIf(yes(report, JoyOrders.REPORT_MODE));
      case CABLE_HANDSHAKE, CABLE_ONLY, DONE -> {}
    }
  }

  private void nextIf(boolean answered) {
    if (answered) {
      next();
    }
  }

  private static boolean yes(JoyReport report, int order) {
    return report.acknowledged() && report.answered() == order;
  }

  private static boolean memory(JoyReport report, int address) {
    return yes(report, JoyOrders.READ_MEMORY)
        && (report.answer(0) | (report.answer(1) << 8)) == address;
  }

  /// What was never answered.
  Set<Step> missing() {
    return missing;
  }

  JoyMotionScale scale() {
    return scale;
  }

  String firmware() {
    return firmware;
  }

  String address() {
    return address;
  }

  /// 1 left, 2 right, 3 Pro; 0 if it has not said.
  int type() {
    return type;
  }
}
