package dev.handloom.app.space.touch;

import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.TouchAlignment;
import dev.handloom.calibration.space.TouchAlignment.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What touched corners say.
///
/// @param offs of each corner, in the order of touching
/// @param worst which of them lies off farthest
/// @param farMetres how far off something half a metre from the board is put, as far as the corners
///   tell
public record TouchFound(Alignment alignment, List<Off> offs, int worst, double farMetres) {
  /// A reach around the board.
  public static final double FAR_METRES = 0.5;

  /// How far a corner lies off where the others put it.
  ///
  /// @param place of the board, from 0
  public record Off(int place, String name, double metres) {}

  static TouchFound of(List<TouchPoint> points) throws AlignmentRefusal {
    List<Touch> touches = points.stream().map(TouchPoint::touch).toList();
    Alignment found = TouchAlignment.of(touches);
    double height = 0;
    for (TouchPoint each : points) {
      height += each.height(found.apply(each.wrist())) / points.size();
    }
    if (height < 0) {
      throw new AlignmentRefusal(
          "The hand would lie behind the board: the corners were touched the wrong way round. Find"
              + " the marks of the drawing on the board, and touch the corners again.");
    }
    double[] offs = TouchAlignment.offs(touches);
    List<Off> all = new ArrayList<>();
    int worst = 0;
    for (int i = 0; i < offs.length; i++) {
      all.add(new Off(points.get(i).place(), points.get(i).where().name(), offs[i]));
      worst = offs[i] > offs[worst] ? i : worst;
    }
    return new TouchFound(found, all, worst, TouchAlignment.farOff(touches, FAR_METRES));
  }

  /// At how many places the board was.
  public int places() {
    return (int) offs.stream().mapToInt(Off::place).distinct().count();
  }

  /// In a line: which corner fits worst.
  public String worstWords() {
    Off off = offs.get(worst);
    return String.format(
        Locale.ROOT,
        "Worst is the %s corner%s, %.1f mm off",
        off.name(),
        places() > 1 ? " at place " + (off.place() + 1) : "",
        1000 * off.metres());
  }
}
