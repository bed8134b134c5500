package dev.handloom.app.space.touch;

import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.TouchAlignment;
import dev.handloom.calibration.space.TouchAlignment.Touch;
import java.util.List;
import java.util.Locale;

/// What touched corners say.
///
/// @param offs how far each corner lies off where the others put it, in the order of touching
/// @param names of the corners
/// @param worst which of them lies off farthest
/// @param farMetres how far off something half a metre from the board is put, as far as the corners
///   tell
public record TouchFound(
    Alignment alignment, List<Double> offs, List<String> names, int worst, double farMetres) {
  /// A reach around the board.
  public static final double FAR_METRES = 0.5;

  static TouchFound of(List<TouchPoint> points, int places) throws AlignmentRefusal {
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
    int worst = 0;
    for (int i = 1; i < offs.length; i++) {
      worst = offs[i] > offs[worst] ? i : worst;
    }
    return new TouchFound(
        found,
        java.util.Arrays.stream(offs).boxed().toList(),
        points.stream()
            .map(each ->
                each.where().name()
                    + (places > 1 ? " of place " + (each.place() + 1) : ""))
            .toList(),
        worst,
        TouchAlignment.farOff(touches, FAR_METRES));
  }

  /// In a line: which corner fits worst.
  public String worstWords() {
    return String.format(
        Locale.ROOT,
        "Worst is %s, %.1f mm off",
        names.get(worst),
        1000 * offs.get(worst));
  }
}
