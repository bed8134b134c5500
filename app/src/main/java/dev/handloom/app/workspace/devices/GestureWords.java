package dev.handloom.app.workspace.devices;

import dev.handloom.app.delay.GestureMeasurement;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.delay.MeasuredDelay;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What the measurement of a delay by a gesture says to a person.
final class GestureWords {
  static final String PAUSES = "Make pauses, each of another length.";

  private static final int EARLY_PICTURES = 120;
  private static final double WORDS_WIDTH = 632;

  private GestureWords() {}

  static String advice(HandGesture gesture, boolean simulated) {
    return gesture.words()
        + " "
        + PAUSES
        + " Hold it still in the middle of the camera's picture otherwise, with nothing else moving"
        + " there. What the camera sees and what the device reports are then laid over each other."
        + (simulated ? " A simulated person does it by itself." : "");
  }

  /// What is known of the camera goes into what will be known of the device.
  static String camera(ClockReport clock, String role) {
    PathDelay path = clock.path();
    if (path == null) {
      return "";
    }
    String doubt = TimeWords.bound(path.uncertaintyNanos());
    return path.knowledge() == PathDelay.Knowledge.UNCALIBRATED
        ? "The "
            + role
            + "'s own delay was never measured. It is assumed within "
            + doubt
            + ", and that is added to what comes out. Measure the camera first if you can."
        : "The "
            + role
            + "'s own delay is "
            + path.knowledge().words()
            + " within "
            + doubt
            + "; that is added to what comes out.";
  }

  static String progress(GestureMeasurement.Standing standing) {
    if (standing.pictures() == 0 || standing.samples() == 0) {
      return standing.pictures() == 0
          ? "No picture has come yet."
          : "Nothing has come from the device yet.";
    }
    GestureMatch match = standing.match();
    int clear = Math.min(GestureMatch.WANTED, standing.movements());
    String count = clear + " of " + GestureMatch.WANTED + " clear movements, there or back. ";
    // At first all is unlike, and a few movements never agree well enough.
    boolean early =
        standing.pictures() < EARLY_PICTURES
            || (match != null
                && match.said() == GestureMatch.Said.WIDE
                && standing.movements() < GestureMatch.WANTED);
    return match == null || early ? count : count + match.said().words();
  }

  static String refused(GestureMeasurement.Standing standing) {
    GestureMatch match = standing.match();
    if (match == null || match.said() == GestureMatch.Said.CLEAR) {
      return standing.done()
          ? "The device seems to report what has not happened yet, or a clock is not known well"
              + " enough: the camera's own delay may be wrong. Measure the camera first."
          : "Too few clear movements came.";
    }
    return match.said().words();
  }

  static String found(MeasuredDelay delay, long cameraBoundNanos, String role) {
    return String.format(
        Locale.ROOT,
        "From the movement to its arrival a sample takes %.1f ms, give or take %.1f ms, of which"
            + " %.1f ms come from the times of the %s. Single movements stray by %.1f ms.",
        delay.leastNanos() / 1e6,
        Math.ceil(delay.uncertaintyNanos() / 1e5) / 10,
        Math.ceil(cameraBoundNanos / 1e5) / 10,
        role,
        delay.spreadNanos() / 1e6);
  }

  /// What was gone by before, beside what was found.
  static String before(MeasuredDelay delay, PathDelay path) {
    String words =
        String.format(
            Locale.ROOT,
            "So far %.1f ms was taken, give or take %.1f ms, %s. ",
            path.leastNanos() / 1e6,
            path.uncertaintyNanos() / 1e6,
            path.knowledge().words());
    long apart = Math.abs(delay.leastNanos() - path.leastNanos());
    if (apart > delay.uncertaintyNanos() + path.uncertaintyNanos()) {
      return words + "What was measured contradicts that: keep it.";
    }
    return delay.uncertaintyNanos() > path.uncertaintyNanos()
        ? words + "That agrees and is the narrower; to keep the new one would widen its bounds."
        : words + "That agrees; the new one is the narrower.";
  }

  static Label label(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMaxWidth(WORDS_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  static ListCell<StreamTime> cell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(@Nullable StreamTime camera, boolean empty) {
        super.updateItem(camera, empty);
        setText(empty || camera == null ? "" : camera.name());
      }
    };
  }
}
