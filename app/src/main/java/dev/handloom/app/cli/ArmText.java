package dev.handloom.app.cli;

import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmQuality;
import dev.handloom.calibration.arm.ServoTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Calibrations of arms as lines of text.
final class ArmText {
  private ArmText() {}

  static List<String> lines(ArmProfile profile) {
    ArmQuality quality = profile.quality();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s: %s, in %.0f s",
            profile.device(),
            profile.person(),
            quality.grade().word(),
            quality.seconds()));
    quality.reasons().forEach(reason -> lines.add("  " + reason));
    quality.advice().forEach(advice -> lines.add("  → " + advice));
    lines.add(
        "  joint                  zero  sign       range swept   zero ±   held out   angle ±");
    for (int j = 0; j < profile.model().joints().size(); j++) {
      ArmJoint joint = profile.model().joints().get(j);
      if (!joint.known()) {
        lines.add(
            String.format(Locale.ROOT, "  %-18s nothing is known of it", joint.encoder().words()));
        continue;
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-18s %8.1f   %s   %5.0f° to %4.0f°    %4.1f°      %4.1f°     %4.1f°",
              joint.encoder().words(),
              joint.zero(),
              joint.gain() < 0 ? "−" : "+",
              Math.toDegrees(joint.low()),
              Math.toDegrees(joint.high()),
              quality.repeatability()[j],
              quality.heldOut()[j],
              quality.bound()[j]));
    }
    return lines;
  }

  static List<String> servos(ServoTable table) {
    List<String> lines = new ArrayList<>();
    lines.add("  id  joint               offset theirs/ours     limits theirs / ours");
    for (ServoTable.Row row : table.rows()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %2d  %-18s %7d / %-7d   %5d to %-5d / %5d to %-5d  %s",
              row.theirs().id(),
              row.joint(),
              row.theirs().homing(),
              row.ours().homing(),
              row.theirs().low(),
              row.theirs().high(),
              row.ours().low(),
              row.ours().high(),
              row.same()
                  ? "same"
                  : String.format(Locale.ROOT, "middle %.0f° off", row.degreesApart())));
    }
    return lines;
  }
}
