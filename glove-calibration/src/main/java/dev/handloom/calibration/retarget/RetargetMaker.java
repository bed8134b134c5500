package dev.handloom.calibration.retarget;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What made a stream of joint targets, with everything that it takes to make it again: the
/// arithmetic's version, the robot's hand and its hash, whether mirrored, and the settings. The
/// scale is against the person's own size, which is in the hand that came in.
public record RetargetMaker(
    int version, String hand, String hash, boolean mirrored, RetargetSettings settings) {
  private static final String WORD = "retarget ";

  private static final Pattern TEXT =
      Pattern.compile(
          WORD + "(\\d{1,6}) (.+)#([0-9a-f]+) (mirrored )?([a-z]+) scale (\\S+) smooth (\\S+)");

  static RetargetMaker of(Retargeter retargeter) {
    RobotHand hand = retargeter.hand();
    return new RetargetMaker(
        Retargeter.VERSION, hand.name(), hand.hash(), hand.mirrored(), retargeter.settings());
  }

  /// As it stands in a stream's description.
  public String text() {
    return WORD
        + version
        + " "
        + hand
        + "#"
        + hash
        + (mirrored ? " mirrored " : " ")
        + settings.text();
  }

  /// Reads it from there; empty where something else made the stream, or a later version of this.
  public static Optional<RetargetMaker> parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      Optional<Objective> objective = Objective.named(found.group(5));
      double scale = Double.parseDouble(found.group(6));
      double smooth = Double.parseDouble(found.group(7));
      int version = Integer.parseInt(found.group(1));
      return objective.map(goal ->
          new RetargetMaker(
              version,
              found.group(2),
              found.group(3),
              found.group(4) != null,
              new RetargetSettings(goal, scale, smooth)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
