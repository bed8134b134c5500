package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.OwnPose;
import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.calibration.quality.Quality;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// Calibrations as LeRobot keeps them: for each joint the lowest and the highest count of a sweep,
/// and whether it runs backwards. No date, no person, no measure of quality: what is imported gets
/// the bounds that so little evidence allows.
public final class LeRobotFile {
  /// Of one joint, with LeRobot's own names.
  ///
  /// @param drive_mode 1 where the joint bends as the count falls
  public record Joint(int id, int drive_mode, int homing_offset, int range_min, int range_max) {}

  private LeRobotFile() {}

  /// Writes the ranges of a raw-count glove.
  ///
  /// @throws ProfileException also where the glove speaks in angles: there are no counts to write
  public static void export(Profile profile, Path file) throws ProfileException {
    Map<String, Joint> joints = new LinkedHashMap<>();
    for (int c = 0; c < profile.channels().size(); c++) {
      SensedChannel channel = profile.channels().get(c);
      double span = profile.model().span()[c];
      if (channel.useful() && !channel.angle() && !Double.isNaN(span)) {
        joints.put(theirName(channel.name()), joint(profile, c, span));
      }
    }
    if (joints.isEmpty()) {
      throw new ProfileException(
          "LeRobot keeps ranges of counts, and this glove speaks in angles; nothing was written to "
              + file);
    }
    ProfileFile.write(file, joints);
  }

  private static Joint joint(Profile profile, int c, double span) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Hold hold : profile.holds()) {
      low = Math.min(low, hold.mean()[c]);
      high = Math.max(high, hold.mean()[c]);
    }
    return new Joint(c, span < 0 ? 1 : 0, 0, (int) Math.floor(low), (int) Math.ceil(high));
  }

  public static Map<String, Joint> read(Path file) throws ProfileException {
    try {
      return ProfileFile.JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (JacksonException e) {
      throw new ProfileException("This is not a calibration of LeRobot's: " + file, e);
    } catch (IOException e) {
      throw new ProfileException("The calibration could not be read: " + file, e);
    }
  }

  /// Makes a profile of ranges alone: the low end is taken for the flat hand, the high end for the
  /// fist.
  ///
  /// @throws ProfileException where no channel of the glove has a range
  public static Profile convert(
      Map<String, Joint> joints,
      Profile.Wearing wearing,
      List<SensedChannel> channels,
      Instant now,
      String software)
      throws ProfileException {
    List<Hold> holds = new ArrayList<>();
    for (Step step : EnumSet.of(Step.FLAT, Step.SPREAD, Step.FIST, Step.THUMB_ACROSS)) {
      holds.add(hold(step, joints, channels));
    }
    boolean known = Arrays.stream(holds.getFirst().mean()).anyMatch(value -> !Double.isNaN(value));
    if (!known) {
      throw new ProfileException(
          "None of the joints in this calibration is a channel of the glove: "
              + String.join(", ", joints.keySet()));
    }
    Calibration made =
        Calibration.of(channels, holds, wearing.side(), wearing.size(), wearing.fingers());
    Quality measured = made.quality();
    Quality quality =
        new Quality(
            Grade.POOR,
            Double.NaN,
            measured.bound(),
            measured.pinches(),
            measured.rangeUsed(),
            measured.noise(),
            Double.NaN,
            0,
            List.of(),
            List.of("Imported from LeRobot: ranges only, nothing in it says how good they are."),
            List.of("Calibrate once in the studio."));
    return Profile.of(wearing, now, software, channels, made.model(), quality, holds);
  }

  private static Hold hold(Step step, Map<String, Joint> joints, List<SensedChannel> channels) {
    double[] mean = new double[channels.size()];
    for (int c = 0; c < mean.length; c++) {
      SensedChannel channel = channels.get(c);
      Joint joint = find(joints, channel.name());
      mean[c] = joint == null ? Double.NaN : count(step, channel, joint);
    }
    return new Hold(step, 0, mean, new double[mean.length], 0, 0);
  }

  private static double count(Step step, SensedChannel channel, Joint joint) {
    boolean back = joint.drive_mode() == 1;
    double straight = back ? joint.range_max() : joint.range_min();
    double bent = back ? joint.range_min() : joint.range_max();
    boolean own = step == OwnPose.of(channel);
    if (channel.sense() == Sense.SPREAD && channel.finger() != Finger.THUMB) {
      // Sideways, the sweep went both ways from the middle.
      return own ? bent : (straight + bent) / 2;
    }
    return own ? bent : straight;
  }

  private static @Nullable Joint find(Map<String, Joint> joints, String channel) {
    Joint joint = joints.get(theirName(channel));
    return joint == null ? joints.get(channel) : joint;
  }

  /// They call the little finger pinky.
  private static String theirName(String channel) {
    return channel.replace("little", "pinky");
  }
}
