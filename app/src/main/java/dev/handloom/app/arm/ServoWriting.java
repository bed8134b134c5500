package dev.handloom.app.arm;

import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.driver.bus.ServoMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what a profile would have into an arm's servos, when a person has said so: all of them or
/// none, each read back. What they report from then on is other, so a profile that fits is kept in
/// the same step.
public final class ServoWriting {
  private ServoWriting() {}

  /// @param after as read back
  /// @param kept the profile that fits from now on; null for simulated servos, which forget
  public record Written(ServoTable after, @Nullable Path kept) {}

  /// What keeps it from being written, for a person; empty if nothing does.
  public static Optional<String> hindrance(ArmProfile profile, ServoTable table, int steps) {
    return profile.quality().grade() == Grade.UNUSABLE
        ? Optional.of("The profile in use is unusable; calibrate first.")
        : table.hindrance(profile.model(), steps);
  }

  /// @param person who has said so
  /// @throws IOException if a servo does not take it; the message says how the others stand
  /// @throws ProfileException if all were written, but the profile that fits could not be kept
  public static Written write(
      RigArm arm,
      ArmProfile profile,
      ServoTable table,
      ServoMemory memory,
      ArmShelf shelf,
      String person,
      String software)
      throws IOException, ProfileException {
    ServoTable after = new ServoTable(all(table, memory));
    if (arm.device().config().simulated()) {
      // They are new in every simulation: a profile for what was written would fit none.
      return new Written(after, null);
    }
    ArmProfile shifted =
        ArmProfile.of(
            person,
            arm.name(),
            profile.channels(),
            Instant.now(),
            software,
            new ArmCalibration(
                table.written(profile.model(), memory.kind().steps()), profile.quality()));
    return new Written(after, shelf.keep(shifted, null));
  }

  /// All or none: if one does not take it, those before it are put back.
  private static List<ServoTable.Row> all(ServoTable table, ServoMemory memory) throws IOException {
    List<ServoTable.Row> after = new ArrayList<>();
    for (ServoTable.Row row : table.rows()) {
      try {
        after.add(new ServoTable.Row(row.joint(), memory.write(row.ours()), row.ours(), 0));
      } catch (IOException e) {
        throw new IOException(e.getMessage() + ". " + putBack(table, after.size(), memory), e);
      }
    }
    return after;
  }

  private static String putBack(ServoTable table, int last, ServoMemory memory) {
    try {
      for (int j = 0; j <= last; j++) {
        memory.write(table.rows().get(j).theirs());
      }
      return "All servos are as they were.";
    } catch (IOException e) {
      return "Not all could be put back as they were: compare them again, and calibrate again. "
          + e.getMessage();
    }
  }
}
