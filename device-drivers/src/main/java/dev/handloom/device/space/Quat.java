package dev.handloom.device.space;

/// A rotation as a unit quaternion, in the order x, y, z, w that OpenXR and our streams use.
public record Quat(double x, double y, double z, double w) {
  public static final Quat IDENTITY = new Quat(0, 0, 0, 1);

  /// A turn about an axis by the right-hand rule.
  public static Quat about(Vec3 axis, double radians) {
    Vec3 unit = axis.unit();
    double s = Math.sin(radians / 2);
    return new Quat(unit.x() * s, unit.y() * s, unit.z() * s, Math.cos(radians / 2));
  }

  /// The rotation whose matrix has these columns, which stand at right angles and have length 1.
  public static Quat ofColumns(Vec3 a, Vec3 b, Vec3 c) {
    // The largest of the four is divided by (Shepperd).
    double ww = a.x() + b.y() + c.z();
    double xx = a.x() - b.y() - c.z();
    double yy = b.y() - a.x() - c.z();
    double zz = c.z() - a.x() - b.y();
    if (ww >= Math.max(xx, Math.max(yy, zz))) {
      return new Quat(b.z() - c.y(), c.x() - a.z(), a.y() - b.x(), 1 + ww).unit();
    }
    if (xx >= Math.max(yy, zz)) {
      return new Quat(1 + xx, a.y() + b.x(), c.x() + a.z(), b.z() - c.y()).unit();
    }
    return yy >= zz
        ? new Quat(a.y() + b.x(), 1 + yy, b.z() + c.y(), c.x() - a.z()).unit()
        : new Quat(c.x() + a.z(), b.z() + c.y(), 1 + zz, a.y() - b.x()).unit();
  }

  /// First the other rotation, then this.
  public Quat times(Quat o) {
    return new Quat(
        w * o.x + x * o.w + y * o.z - z * o.y,
        w * o.y - x * o.z + y * o.w + z * o.x,
        w * o.z + x * o.y - y * o.x + z * o.w,
        w * o.w - x * o.x - y * o.y - z * o.z);
  }

  public Quat inverse() {
    return new Quat(-x, -y, -z, w);
  }

  public Vec3 rotate(Vec3 v) {
    Vec3 axis = new Vec3(x, y, z);
    Vec3 t = axis.cross(v).times(2);
    return v.plus(t.times(w)).plus(axis.cross(t));
  }

  public Quat unit() {
    double length = Math.sqrt(x * x + y * y + z * z + w * w);
    return length < 1e-12 ? IDENTITY : new Quat(x / length, y / length, z / length, w / length);
  }

  /// The rotation a share of the shorter way to another.
  public Quat towards(Quat o, double share) {
    double dot = x * o.x + y * o.y + z * o.z + w * o.w;
    double sign = dot < 0 ? -1 : 1;
    double cos = Math.min(1, Math.abs(dot));
    double a = 1 - share;
    double b = share;
    if (cos < 0.9995) {
      double angle = Math.acos(cos);
      double sin = Math.sin(angle);
      a = Math.sin(a * angle) / sin;
      b = Math.sin(b * angle) / sin;
    }
    b *= sign;
    return new Quat(a * x + b * o.x, a * y + b * o.y, a * z + b * o.z, a * w + b * o.w).unit();
  }

  /// The angle between two rotations, 0 to π.
  public double angleTo(Quat o) {
    return 2 * Math.acos(Math.min(1, Math.abs(x * o.x + y * o.y + z * o.z + w * o.w)));
  }
}
