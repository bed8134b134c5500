package dev.handloom.app.space.touch;

import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.TouchAlignment;
import dev.handloom.calibration.space.TouchAlignment.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The corners that were touched so far, at all places of the board.
final class TouchPoints {
  /// A finger that is farther off than this touches something else.
  private static final double WRONG_METRES = 0.015;

  private final List<TouchPoint> points = new ArrayList<>();

  int count() {
    return points.size();
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /// Which corners were touched at a place.
  List<Integer> at(int place) {
    return points.stream().filter(each -> each.place() == place).map(TouchPoint::corner).toList();
  }

  TouchPoint get(int index) {
    return points.get(index);
  }

  void add(TouchPoint point) {
    points.add(point);
  }

  TouchPoint remove(int index) {
    return points.remove(index);
  }

  /// Takes the last one back; null where none was touched at that place.
  @Nullable TouchPoint back(int place) {
    return !points.isEmpty() && points.getLast().place() == place ? points.removeLast() : null;
  }

  void clear() {
    points.clear();
  }

  void leaveOut(int place) {
    points.removeIf(each -> each.place() == place);
  }

  /// Why a finger that is held still cannot be on the wanted corner: it lies too near to, or too
  /// far from, half of those that were touched before. Empty where it can: one alone may itself be
  /// wrong, which the end tells.
  String elsewhere(TouchPoint now) {
    TouchPoint worst = null;
    double most = 0;
    int disagree = 0;
    for (TouchPoint each : points) {
      double off = Math.abs(is(each, now) - wants(each, now));
      disagree += off > WRONG_METRES ? 1 : 0;
      if (off > most) {
        most = off;
        worst = each;
      }
    }
    return worst == null || 2 * disagree < Math.max(1, points.size())
        ? ""
        : String.format(
            Locale.ROOT,
            "From here to the %s corner it is %.0f mm, and should be %.0f. Is this the %s one? Or was"
                + " that one wrong: R touches it again, Space takes this one all the same.",
            worst.where().name(),
            1000 * is(worst, now),
            1000 * wants(worst, now),
            now.where().name());
  }

  private static double is(TouchPoint a, TouchPoint b) {
    return a.tip().distance(b.tip());
  }

  private static double wants(TouchPoint a, TouchPoint b) {
    return a.touch().inTarget().distance(b.touch().inTarget());
  }

  /// The one that cannot have been touched where it is, if there is one.
  OptionalInt wrong() throws AlignmentRefusal {
    return points.size() < TouchAlignment.LEAST
        ? OptionalInt.empty()
        : TouchAlignment.wrong(touches(), WRONG_METRES);
  }

  /// What is wrong with it.
  String wrongWords(int index) throws AlignmentRefusal {
    return String.format(
        Locale.ROOT,
        "The %s corner was touched %.0f mm from where the others put it.",
        points.get(index).where().name(),
        1000 * TouchAlignment.offs(touches())[index]);
  }

  private List<Touch> touches() {
    return points.stream().map(TouchPoint::touch).toList();
  }

  TouchFound found() throws AlignmentRefusal {
    return TouchFound.of(points);
  }
}
