package dev.handloom.calibration.arm;

import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.driver.bus.ServoMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands in an arm's servos beside what a calibration would put there: the zero pose in the
/// middle of the turn, so that no joint of less than a turn comes to its end, and the limits of
/// what was swept.
public record ServoTable(List<Row> rows) {
  /// @param joint as said to people
  /// @param theirs as read from the servo
  /// @param ours as it would be written
  /// @param degreesApart between where the servo's own middle is and the zero pose that was found
  public record Row(String joint, ServoEntry theirs, ServoEntry ours, double degreesApart) {
    public boolean same() {
      return theirs.equals(ours);
    }
  }

  public ServoTable {
    rows = List.copyOf(rows);
  }

  /// @param theirs of each joint, in the order of the model
  /// @throws IllegalArgumentException where the joints are no servos of that kind
  public static ServoTable of(ArmModel model, List<ServoEntry> theirs, ServoMemory.Kind kind) {
    if (theirs.size() != model.joints().size()) {
      throw new IllegalArgumentException(
          "The profile has " + model.joints().size() + " joints, the arm " + theirs.size());
    }
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < theirs.size(); j++) {
      ArmJoint joint = model.joints().get(j);
      if (joint.encoder().radians() || joint.encoder().paired()) {
        throw new IllegalArgumentException(joint.encoder().words() + " is no servo");
      }
      rows.add(row(joint, theirs.get(j), kind));
    }
    return new ServoTable(rows);
  }

  private static Row row(ArmJoint joint, ServoEntry theirs, ServoMemory.Kind kind) {
    int steps = kind.steps();
    int middle = steps / 2 - 1;
    double off = joint.zero() - middle;
    off -= steps * Math.rint(off / steps);
    // Reported = encoder + sign · offset, and in the zero pose the middle is to be reported.
    int homing = (int) Math.round(theirs.homing() - kind.sign() * off);
    homing = Math.floorMod(homing + steps / 2, steps) - steps / 2;
    double one = joint.low() / joint.gain();
    double two = joint.high() / joint.gain();
    int low = (int) Math.clamp(Math.round(middle + Math.min(one, two)), 0L, steps - 1L);
    int high = (int) Math.clamp(Math.round(middle + Math.max(one, two)), 0L, steps - 1L);
    int kept = Math.clamp(homing, -kind.most(), kind.most());
    return new Row(
        joint.encoder().words(),
        theirs,
        new ServoEntry(theirs.id(), kept, low, high),
        Math.toDegrees(Math.abs(off * joint.gain())));
  }

  /// What keeps this from being written, for a person; empty if nothing does.
  public Optional<String> hindrance(ArmModel model, int steps) {
    for (ArmJoint joint : model.joints()) {
      double most = steps / 2.0 * Math.abs(joint.gain());
      if (joint.high() > most || joint.low() < -most) {
        return Optional.of(
            "The "
                + joint.encoder().words()
                + " goes beyond half a turn from its zero pose; limits of one turn do not hold it.");
      }
    }
    return Optional.empty();
  }

  /// The model as it is after our entries were written: what is reported has changed.
  public ArmModel written(ArmModel model, int steps) {
    List<ArmJoint> joints = new ArrayList<>();
    for (int j = 0; j < rows.size(); j++) {
      ArmJoint old = model.joints().get(j);
      joints.add(
          new ArmJoint(
              old.encoder(),
              old.ellipse(),
              steps / 2.0 - 1,
              old.gain(),
              old.low(),
              old.high(),
              old.spread(),
              old.gainSpread()));
    }
    return new ArmModel(joints);
  }
}
