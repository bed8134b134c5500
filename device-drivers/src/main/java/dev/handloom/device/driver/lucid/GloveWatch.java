package dev.handloom.device.driver.lucid;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.ArrayList;
import java.util.List;

/// Notices what is wrong with a glove though its packets come. Belongs to the device's thread.
final class GloveWatch {
  /// So many packets in a row with nothing but zeros are no hand.
  private static final int MANY_ZEROS = 300;

  /// So many lines above the limit are no accident.
  private static final int MANY_ABOVE = 10;

  private final GloveSettings glove;
  private int zeros;
  private int above;
  private boolean legacy;
  private boolean known;
  private boolean refused;
  private int firmware = GloveReading.MISSING;
  private int hand = GloveReading.MISSING;
  private DeviceReport report = DeviceReport.NOTHING;

  GloveWatch(GloveSettings glove) {
    this.glove = glove;
  }

  void good(GloveReading reading, boolean isLegacy) {
    boolean zero = true;
    for (int f = 0; f < GloveReading.FINGERS; f++) {
      zero &= reading.curl(f) == 0;
    }
    boolean said = zeros >= MANY_ZEROS;
    zeros = zero ? Math.min(zeros + 1, MANY_ZEROS) : 0;
    boolean news = !known || legacy != isLegacy;
    known = true;
    legacy = isLegacy;
    if (news || said != (zeros >= MANY_ZEROS)) {
      renew();
    }
    if (reading.isInfo()) {
      about(reading);
    }
  }

  void bad(boolean aboveMost) {
    if (aboveMost && ++above == MANY_ABOVE) {
      renew();
    }
  }

  void about(GloveReading reading) {
    int itsFirmware = reading.firmware() == GloveReading.MISSING ? firmware : reading.firmware();
    int itsHand = reading.hand() == GloveReading.MISSING ? hand : reading.hand();
    if (itsFirmware != firmware || itsHand != hand) {
      firmware = itsFirmware;
      hand = itsHand;
      renew();
    }
  }

  void refused() {
    refused = true;
    renew();
  }

  DeviceReport report() {
    return report;
  }

  private void renew() {
    List<Concern> concerns = new ArrayList<>();
    if (zeros >= MANY_ZEROS) {
      concerns.add(
          new Concern(
              "All five fingers have been exactly 0 for " + MANY_ZEROS + " packets.",
              "Some builds of the firmware need CLAMP_SENSORS set to true; else look at the plugs of"
                  + " the sensors."));
    }
    if (above >= MANY_ABOVE) {
      concerns.add(
          new Concern(
              above + " packets and more had values above " + glove.most() + ".",
              glove.most() < 4095
                  ? "If the board is an ESP32, set \"max\" to 4095."
                  : "Build the firmware with CLAMP_SENSORS set to true."));
    }
    if (hand == (glove.right() ? 0 : 1)) {
      concerns.add(
          new Concern(
              "The glove says that it is for the " + (hand == 0 ? "left" : "right") + " hand.",
              "Set \"side\" to " + (hand == 0 ? "left" : "right") + ", or take the other glove."));
    }
    if (refused) {
      concerns.add(
          new Concern(
              "The glove speaks the older encoding, which knows no such command.",
              "Build the firmware with the alpha encoding."));
    }
    report =
        new DeviceReport(
            legacy ? "Glove of the older encoding" : "Glove of the alpha encoding",
            firmware == GloveReading.MISSING ? "" : String.valueOf(firmware),
            "",
            Double.NaN,
            concerns);
  }
}
