package dev.handloom.calibration.mark;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the marks of one family in grey pictures. Belongs to one thread.
public final class MarkDetector {
  /// How a picture is looked at: how often halved, the reach of the neighbourhood that a pixel is
  /// compared with, and by how much it must be darker.
  private record Look(int halvings, int reach, int margin) {}

  /// Nothing is read in smaller pictures.
  private static final int SMALLEST = 16;

  private static final int SHORTEST_OUTLINE = 28;
  private static final double SHORTEST_SIDE = 6;

  /// A side is first sought where a part of it lies on a line, and believed where most of it does.
  private static final double PART = 0.35;

  private static final double MOST = 0.6;

  private final MarkFamily family;
  private final DarkParts parts = new DarkParts();
  private final EdgeFit edges = new EdgeFit();
  private final BitReader bits;
  private final double[] cellX;
  private final double[] cellY;

  public MarkDetector(MarkFamily family) {
    this(family, family.correctable() * 3 / 5);
  }

  /// @param corrected bits that may be read wrong; more finds more, and more that is not there
  public MarkDetector(MarkFamily family, int corrected) {
    this.family = family;
    bits = new BitReader(family, corrected);
    double n = family.cells();
    cellX = new double[] {0, n, n, 0};
    cellY = new double[] {0, 0, n, n};
  }

  public MarkFamily family() {
    return family;
  }

  /// All marks of the family, each once for each place where it is seen.
  public List<Mark> find(GreyPicture picture) {
    List<Found> found = new ArrayList<>();
    GreyPicture shown = picture;
    int halvings = 0;
    for (Look look : looks(picture)) {
      while (halvings < look.halvings) {
        if (Math.min(shown.width(), shown.height()) < 2 * SMALLEST) {
          return marks(found);
        }
        shown = shown.halved();
        halvings++;
      }
      look(picture, shown, look, found);
    }
    return marks(found);
  }

  private static List<Mark> marks(List<Found> found) {
    return found.stream().map(Found::mark).toList();
  }

  private record Found(Mark mark, int faults) {}

  private static List<Look> looks(GreyPicture picture) {
    // Pictures far larger than a screen's are searched at half their size: a mark that is lost by
    // that is too small to say where it is.
    int base = 0;
    for (long size = (long) picture.width() * picture.height(); size > 2_600_000; size /= 4) {
      base++;
    }
    return List.of(new Look(base, 9, 6), new Look(base + 1, 7, 4), new Look(base + 1, 25, 6));
  }

  private void look(GreyPicture full, GreyPicture shown, Look look, List<Found> found) {
    if (Math.min(shown.width(), shown.height()) < SMALLEST) {
      return;
    }
    double scale = 1 << look.halvings;
    parts.look(shown, look.reach, look.margin);
    parts.walk(
        SHORTEST_OUTLINE,
        2 * (shown.width() + shown.height()),
        (points, count) -> {
          Quad quad = Quad.of(points, count, SHORTEST_SIDE);
          if (quad == null || cut(quad, shown)) {
            return;
          }
          for (int i = 0; i < 4; i++) {
            quad.x()[i] = (quad.x()[i] + 0.5) * scale - 0.5;
            quad.y()[i] = (quad.y()[i] + 0.5) * scale - 0.5;
          }
          Found one = read(full, quad, scale);
          if (one != null) {
            add(one, found);
          }
        });
  }

  /// Of a mark that reaches beyond the picture a corner is not seen.
  private static boolean cut(Quad quad, GreyPicture shown) {
    for (int i = 0; i < 4; i++) {
      if (!shown.holds(quad.x()[i], quad.y()[i], 1)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Found read(GreyPicture picture, Quad quad, double scale) {
    // An outline runs through the middle of its pixels, half of one inside the edge.
    double doubt = Math.clamp(0.04 * quad.shortest(), 1.5, 5) + scale / 2;
    for (int round = 0; round < 3; round++) {
      Quad before = quad.copy();
      int seen = edges.settle(picture, quad, doubt, PART);
      if (seen < 3) {
        return null;
      }
      if (seen == 4 && quad.farthestFrom(before) < 3) {
        break;
      }
      // A side that was missed runs elsewhere: one of its corners was guessed wrong.
      doubt = seen == 4 ? doubt : 2 * doubt;
    }
    if (!quad.convex(SHORTEST_SIDE)) {
      return null;
    }
    Homography fromCells = Homography.between(cellX, cellY, quad.x(), quad.y(), 4);
    if (fromCells == null) {
      return null;
    }
    BitReader.Reading reading = bits.read(picture, fromCells);
    if (reading == null) {
      return null;
    }
    double veil = bits.veil();
    int seen = edges.settle(picture, quad, 1.5, MOST);
    if (seen < 3) {
      return null;
    }
    double[] x = new double[4];
    double[] y = new double[4];
    for (int i = 0; i < 4; i++) {
      x[i] = quad.x()[(i + reading.turns()) & 3];
      y[i] = quad.y()[(i + reading.turns()) & 3];
    }
    return new Found(
        new Mark(reading.id(), x, y, reading.wrong(), veil),
        reading.wrong() + reading.stained() + 2 * (4 - seen));
  }

  /// The same mark is often found by several looks; the clearer reading stays.
  private static void add(Found one, List<Found> found) {
    for (int i = 0; i < found.size(); i++) {
      Found other = found.get(i);
      double apart =
          Math.hypot(
              one.mark.centreX() - other.mark.centreX(), one.mark.centreY() - other.mark.centreY());
      if (apart < 0.5 * Math.max(one.mark.shortestSide(), other.mark.shortestSide())) {
        if (one.faults < other.faults) {
          found.set(i, one);
        }
        return;
      }
    }
    found.add(one);
  }
}
