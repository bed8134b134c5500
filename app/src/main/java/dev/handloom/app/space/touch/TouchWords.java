package dev.handloom.app.space.touch;

import dev.handloom.device.hand.HandSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is said while corners are touched, in the window and at a terminal.
public final class TouchWords {
  private static final String FIRST =
      "Lay a printed board where the camera sees all of it, and so that it stays where it is. Press"
          + " Space: the camera looks, then the index finger touches four corners.";

  static final String RECENTRED =
      "The headset was recentred, or started anew, in the middle. What was touched before counts no"
          + " more; begin again.";

  static final String FEW_SQUARES =
      "This board has too few squares: it takes "
          + TouchCorner.LEAST_SQUARES
          + " each way, so that there are four places to touch.";

  static final String OTHER_PLACE =
      "The worst corner was touched at a place where the board does not lie any more. Touch another"
          + " place, or begin anew.";

  /// Nobody places a hand better.
  private static final double GOOD_METRES = 0.002;

  private TouchWords() {}

  /// @param kept whether there are touches of other places
  static String moved(double metres, boolean kept) {
    return String.format(
        Locale.ROOT,
        "The board was moved by %.0f mm while it was touched, so these touches were left out%s."
            + " Weigh it down or tape it to the table, and begin again.",
        1000 * metres,
        kept ? "; those of the places before are kept" : "");
  }

  /// What there is to do now; empty at the end.
  public static String say(TouchLook look, @Nullable TouchSession session) {
    return switch (look.state()) {
      case WAITING -> FIRST;
      case REFUSED -> "Press Space to begin again.";
      case LOOKING ->
          (look.place() == 0 ? "" : "Lay the board elsewhere: higher, tilted, or beside. ")
              + "The camera looks where the board lies. Keep the hands off it.";
      case TOUCHING -> session == null || look.wanted() < 0 ? "" : touch(look, session);
      case CHECKING ->
          "Take the hand off the board. The camera looks whether it lies where it did.";
      case DONE -> "";
    };
  }

  private static String touch(TouchLook look, TouchSession session) {
    List<TouchCorner> corners = session.corners();
    return String.format(
        Locale.ROOT,
        "Put the tip of the %s index finger on the %s corner, where four squares meet, and hold it"
            + " still (%d of %d).",
        session.pair().side() == HandSide.LEFT ? "left" : "right",
        corners.get(look.wanted()).name(),
        look.here().size() + 1,
        corners.size());
  }

  public static String result(TouchFound found) {
    return String.format(Locale.ROOT, "%.1f mm apart", 1000 * found.alignment().heldOutMetres());
  }

  /// What that means, and what would make it better.
  public static String advice(TouchLook look, TouchFound found, boolean kept) {
    List<String> all = new ArrayList<>();
    all.add(
        String.format(
            Locale.ROOT,
            "On average each of the %d corners lies so far from where the others put it. %s.",
            found.alignment().checked(),
            found.worstWords()));
    all.add(
        String.format(
            Locale.ROOT,
            "Half a metre from the board things may lie %.0f mm off%s.",
            Math.ceil(1000 * found.farMetres()),
            found.farMetres() > GOOD_METRES
                ? ": touching the board at another place makes that less"
                : ""));
    if (!look.radiusTold()) {
      all.add(
          "The headset does not say how thick a fingertip is: 7.5 mm from its middle to the skin are"
              + " taken, which may put everything 2 mm too near to the board or too far from it.");
    }
    if (kept) {
      all.add(
          "It is kept, goes into every episode, and holds until the headset is recentred, the camera"
              + " moves or is calibrated anew.");
    }
    return String.join(" ", all);
  }

  /// Each corner by itself.
  public static String offs(TouchFound found) {
    StringBuilder all = new StringBuilder();
    int place = -1;
    for (TouchFound.Off off : found.offs()) {
      all.append(off.place() == place ? " · " : place < 0 ? "" : "\n");
      if (off.place() != place && found.places() > 1) {
        all.append("Place ").append(off.place() + 1).append(": ");
      }
      place = off.place();
      all.append(String.format(Locale.ROOT, "%s %.1f mm", off.name(), 1000 * off.metres()));
    }
    return all.toString();
  }
}
