package dev.handloom.device.sim.scene;

import dev.handloom.device.sim.person.Table;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;

/// Draws shapes given in the world's frame as a lens sees them. Keeps its scratch arrays.
final class Painter {
  private static final Vec3 TO_LIGHT = new Vec3(-0.35, 0.85, 0.35).unit();
  private static final double AMBIENT = 0.5;
  private static final int ROUND = 20;
  private static final int MOST_CORNERS = 12;

  private final Canvas canvas;
  private final Lens lens;
  private final double[] light = new double[3];
  private final double[][] camera = new double[MOST_CORNERS][3];
  private final double[][] clipped = new double[MOST_CORNERS][3];
  private final double[][] screen = new double[MOST_CORNERS][3];
  private final double[] rodA = new double[5];
  private final double[] rodB = new double[5];
  private final double[] endA = new double[3];
  private final double[] endB = new double[3];

  Painter(Canvas canvas, Lens lens) {
    this.canvas = canvas;
    this.lens = lens;
  }

  void begin() {
    lens.direction(TO_LIGHT, light);
    canvas.clear();
  }

  /// A rectangle lying on the table.
  void flat(double x0, double z0, double x1, double z1, Ink ink, double lightness) {
    corner(0, x0, 0, z0);
    corner(1, x1, 0, z0);
    corner(2, x1, 0, z1);
    corner(3, x0, 0, z1);
    int corners = clip(4);
    if (corners < 3) {
      return;
    }
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < corners; i++) {
      lens.project(clipped[i], screen[i]);
      top = Math.min(top, screen[i][1]);
      bottom = Math.max(bottom, screen[i][1]);
    }
    int from = (int) Math.clamp(Math.ceil(top), 0, canvas.height);
    int to = (int) Math.clamp(Math.ceil(bottom), 0, canvas.height);
    for (int y = from; y < to; y++) {
      fillRow(y, corners, ink, lightness);
    }
  }

  private void fillRow(int y, int corners, Ink ink, double lightness) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double near = 0;
    for (int i = 0; i < corners; i++) {
      double[] a = screen[i];
      double[] b = screen[(i + 1) % corners];
      if (a[1] <= y == b[1] <= y) {
        continue;
      }
      double share = (y - a[1]) / (b[1] - a[1]);
      double x = a[0] + share * (b[0] - a[0]);
      near = Math.max(near, a[2] + share * (b[2] - a[2]));
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    // Far parts of the table lie a little in the dark.
    double fade = 0.72 + 0.28 * Math.clamp(near * 0.45, 0, 1);
    canvas.tableRow(y, left, right, ink.lit(lightness * fade));
  }

  private void corner(int i, double x, double y, double z) {
    lens.toCamera(x, y, z, camera[i]);
  }

  /// Cuts away what lies behind the camera (Sutherland and Hodgman).
  private int clip(int corners) {
    int kept = 0;
    for (int i = 0; i < corners; i++) {
      double[] a = camera[i];
      double[] b = camera[(i + 1) % corners];
      boolean aIn = a[2] < -Lens.NEAREST_METRES;
      boolean bIn = b[2] < -Lens.NEAREST_METRES;
      if (aIn) {
        copy(a, clipped[kept++]);
      }
      if (aIn != bIn) {
        cut(a, b, clipped[kept++]);
      }
    }
    return kept;
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, 3);
  }

  private static void cut(double[] a, double[] b, double[] out) {
    double share = (-Lens.NEAREST_METRES - a[2]) / (b[2] - a[2]);
    for (int k = 0; k < 3; k++) {
      out[k] = a[k] + share * (b[k] - a[k]);
    }
  }

  /// A rod between two world points.
  void rod(Vec3 a, Vec3 b, double radiusA, double radiusB, Ink ink) {
    if (ends(a, b, radiusA, radiusB)) {
      canvas.rod(rodA, rodB, light, ink);
    }
  }

  /// The shadow of a rod on the table.
  void shadow(Vec3 a, Vec3 b, double radiusA, double radiusB) {
    if (a.y() < 0 || b.y() < 0) {
      return;
    }
    if (ends(onTable(a), onTable(b), radiusA, radiusB)) {
      canvas.shadow(rodA, rodB);
    }
  }

  private static Vec3 onTable(Vec3 point) {
    return point.minus(TO_LIGHT.times(point.y() / TO_LIGHT.y()));
  }

  private boolean ends(Vec3 a, Vec3 b, double radiusA, double radiusB) {
    lens.toCamera(a.x(), a.y(), a.z(), endA);
    lens.toCamera(b.x(), b.y(), b.z(), endB);
    boolean aIn = endA[2] < -Lens.NEAREST_METRES;
    boolean bIn = endB[2] < -Lens.NEAREST_METRES;
    if (!aIn && !bIn) {
      return false;
    }
    if (!aIn) {
      cut(endA, endB, endA);
    } else if (!bIn) {
      cut(endB, endA, endB);
    }
    end(endA, radiusA, rodA);
    end(endB, radiusB, rodB);
    return true;
  }

  private void end(double[] point, double radius, double[] out) {
    lens.project(point, out);
    out[3] = radius * lens.focal() * out[2];
    out[4] = radius;
  }

  private static double lightOn(Vec3 normal) {
    return AMBIENT + 0.55 * Math.max(0, normal.dot(TO_LIGHT));
  }

  /// A box of half sizes about the middle of a pose.
  void box(Pose at, double halfX, double halfY, double halfZ, Ink ink) {
    for (int axis = 0; axis < 3; axis++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        face(at, halfX, halfY, halfZ, axis, sign, ink);
      }
    }
  }

  private void face(Pose at, double hx, double hy, double hz, int axis, int sign, Ink ink) {
    Vec3 normal =
        at.rotation()
            .rotate(new Vec3(axis == 0 ? sign : 0, axis == 1 ? sign : 0, axis == 2 ? sign : 0));
    for (int i = 0; i < 4; i++) {
      double u = i == 0 || i == 3 ? -1 : 1;
      double v = i < 2 ? -1 : 1;
      Vec3 corner =
          at.apply(
              new Vec3(
                  hx * (axis == 0 ? sign : u),
                  hy * (axis == 1 ? sign : axis == 0 ? u : v),
                  hz * (axis == 2 ? sign : v)));
      if (i == 0 && normal.dot(corner.minus(lens.place())) > 0) {
        return;
      }
      corner(i, corner.x(), corner.y(), corner.z());
    }
    double lit = lightOn(normal);
    fan(lit, lit, lit, lit, ink);
  }

  /// Draws the four corners set before, cut at the camera.
  private void fan(double l0, double l1, double l2, double l3, Ink ink) {
    int corners = clip(4);
    for (int i = 0; i < corners; i++) {
      lens.project(clipped[i], screen[i]);
    }
    if (corners == 4) {
      canvas.triangle(screen[0], screen[1], screen[2], l0, l1, l2, ink);
      canvas.triangle(screen[0], screen[2], screen[3], l0, l2, l3, ink);
      return;
    }
    for (int i = 2; i < corners; i++) {
      canvas.triangle(screen[0], screen[i - 1], screen[i], l0, l0, l0, ink);
    }
  }

  /// A cup or a bowl standing at a pose, filled to a level with something or with nothing.
  void vessel(
      Pose at, double bottom, double top, double height, double level, Ink ink, Ink inside) {
    for (int i = 0; i < ROUND; i++) {
      wall(at, bottom, top, 0, height, i, 1, ink);
      wall(at, bottom * 0.92, top * 0.94, 0.003, height, i, -1, ink);
    }
    double share = level / height;
    disc(at, (bottom + share * (top - bottom)) * 0.93, level, inside);
  }

  private void wall(
      Pose at, double bottom, double top, double y0, double y1, int i, int facing, Ink ink) {
    Vec3 a = round(i);
    Vec3 b = round(i + 1);
    Vec3 normalA = at.rotation().rotate(a.times(facing));
    Vec3 normalB = at.rotation().rotate(b.times(facing));
    set(0, at, a, bottom, y0);
    set(1, at, b, bottom, y0);
    set(2, at, b, top, y1);
    set(3, at, a, top, y1);
    double dim = facing < 0 ? 0.82 : 1;
    double la = dim * lightOn(normalA);
    double lb = dim * lightOn(normalB);
    fan(la, lb, lb, la, ink);
  }

  private void disc(Pose at, double radius, double level, Ink ink) {
    double lit = lightOn(at.rotation().rotate(new Vec3(0, 1, 0)));
    for (int i = 0; i < ROUND; i += 2) {
      set(0, at, Vec3.ZERO, 0, level);
      set(1, at, round(i), radius, level);
      set(2, at, round(i + 1), radius, level);
      set(3, at, round(i + 2), radius, level);
      fan(lit, lit, lit, lit, ink);
    }
  }

  private void set(int corner, Pose at, Vec3 direction, double radius, double y) {
    Vec3 point = at.apply(new Vec3(direction.x() * radius, y, direction.z() * radius));
    corner(corner, point.x(), point.y(), point.z());
  }

  private static final Vec3[] CIRCLE = new Vec3[ROUND + 2];

  static {
    for (int i = 0; i < CIRCLE.length; i++) {
      double angle = 2 * Math.PI * i / ROUND;
      CIRCLE[i] = new Vec3(Math.cos(angle), 0, Math.sin(angle));
    }
  }

  private static Vec3 round(int i) {
    return CIRCLE[i];
  }

  /// The edge of a cup, lowest where it is tilted most.
  static Vec3 lip(Pose cup) {
    Vec3 tilted = cup.inverse().rotation().rotate(new Vec3(0, -1, 0));
    Vec3 side = new Vec3(tilted.x(), 0, tilted.z()).unit();
    return cup.apply(side.times(Table.CUP_RADIUS).plus(new Vec3(0, Table.CUP_HEIGHT, 0)));
  }
}
