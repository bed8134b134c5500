package dev.handloom.calibration.gripper.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// Draws what the wrist camera of a gripper sees, ray by ray: two fingers with a tag each, glued on
/// a little askew, before a room that moves. Belongs to one thread.
public final class DrawnGripper {
  /// The lens that UMI grippers have.
  public static final FisheyeCamera UMI_LENS = FisheyeCamera.UMI_GOPRO;

  public static final double OPEN_MM = 80;

  /// Rays a pixel, each way.
  private static final int RAYS = 2;

  private static final double BLACK = 25;
  private static final double WHITE = 215;
  private static final double FINGER = 80;
  private static final double FINGER_HALF_WIDTH_MM = 15;
  private static final double FINGER_HALF_LENGTH_MM = 22;
  private static final double SPELL_SECONDS = 0.35;

  /// A rectangle in space: its middle and two directions on it.
  private record Plate(double[] middle, double[] along, double[] down, double[] out) {}

  private final CameraModel camera;
  private final MarkFamily family;
  private final GripperTags tags;
  private final Hindrance hindrance;
  private final DoubleUnaryOperator widthMm;
  private final long seed;
  private final double[] lean = new double[6];
  private final double closedApart;
  private final double aside;
  private final double share;
  private final double depth;
  private final float[] rays;
  private final byte[] room;
  private final double[] value;

  public DrawnGripper(
      CameraModel camera, GripperTags tags, Hindrance hindrance, GripperMotion motion, long seed) {
    this(camera, tags, hindrance, motion::widthAt, seed);
  }

  /// @param widthMm how far it is open at a time in seconds
  public DrawnGripper(
      CameraModel camera,
      GripperTags tags,
      Hindrance hindrance,
      DoubleUnaryOperator widthMm,
      long seed) {
    this.camera = camera;
    this.tags = tags;
    this.hindrance = hindrance;
    this.widthMm = widthMm;
    this.seed = seed;
    family = MarkFamily.of(tags.family());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < lean.length; i++) {
      lean[i] = Math.toRadians(random.nextDouble(-5, 5));
    }
    closedApart = random.nextDouble(26, 34);
    aside = random.nextDouble(-2, 2);
    share = random.nextDouble(0.48, 0.52);
    depth = (tags.nearMm() + tags.farMm()) / 2 + random.nextDouble(-2, 2);
    rays = rays(camera);
    room = room(random);
    value = new double[camera.width() * camera.height()];
  }

  public double widthAt(double seconds) {
    return widthMm.applyAsDouble(seconds);
  }

  /// The picture whose exposure has its middle at a time.
  public GreyPicture picture(double seconds) {
    int w = camera.width();
    int h = camera.height();
    SplittableRandom random =
        new SplittableRandom(seed * 1_000_003 + Math.round(seconds * 1_000_000));
    background(seconds);
    for (boolean left : new boolean[] {true, false}) {
      finger(seconds, left);
    }
    cover(seconds);
    glare(seconds);
    byte[] pixels = new byte[w * h];
    double gain = hindrance.light();
    for (int i = 0; i < pixels.length; i++) {
      // The sum of two even numbers is near enough to a bell for noise, and quicker.
      double noise = (random.nextDouble() + random.nextDouble() - 1) * 2.45 * hindrance.noise();
      pixels[i] = (byte) Math.clamp(Math.round(value[i] * gain + 6 + noise), 0, 255);
    }
    return new GreyPicture(pixels, w, h);
  }

  private void background(double seconds) {
    int w = camera.width();
    int h = camera.height();
    int shiftX = (int) (300 + 250 * Math.sin(seconds * 0.7));
    int shiftY = (int) (150 + 120 * Math.cos(seconds * 0.9));
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        value[y * w + x] = room[(y + shiftY) % h * w + (x + shiftX) % w] & 0xFF;
      }
    }
  }

  private Plate plate(double seconds, boolean left) {
    double width = widthMm.applyAsDouble(seconds);
    double apart = closedApart + width;
    double x = left ? aside - apart * share : aside + apart * (1 - share);
    int from = left ? 0 : 3;
    // Fingers bend a little as they press.
    double z = depth + 0.4 * Math.sin(seconds * 2) + (left ? 0.2 : -0.2);
    double ca = Math.cos(lean[from]);
    double sa = Math.sin(lean[from]);
    double cb = Math.cos(lean[from + 1]);
    double sb = Math.sin(lean[from + 1]);
    double cc = Math.cos(lean[from + 2] / 2);
    double sc = Math.sin(lean[from + 2] / 2);
    double[] along = {ca * cc, sc, -sa * cc};
    double[] down = {-sc * cb, cb * cc, sb};
    double[] out = {
      along[1] * down[2] - along[2] * down[1],
      along[2] * down[0] - along[0] * down[2],
      along[0] * down[1] - along[1] * down[0]
    };
    return new Plate(new double[] {x, 12, z}, along, down, out);
  }

  /// Adds up what each ray meets at several moments of the exposure.
  private void finger(double seconds, boolean left) {
    double from = seconds - hindrance.exposureSeconds() / 2;
    double to = seconds + hindrance.exposureSeconds() / 2;
    double way = Math.abs(widthMm.applyAsDouble(to) - widthMm.applyAsDouble(from)) / 2;
    int moments = (int) Math.clamp(Math.ceil(way / 0.15), 1, 24);
    Plate[] plates = new Plate[moments];
    for (int k = 0; k < moments; k++) {
      plates[k] = plate(from + (to - from) * (k + 0.5) / moments, left);
    }
    int[] box = box(plates[0], plates[moments - 1]);
    int id = left ? tags.left() : tags.right();
    int w = camera.width();
    int count = moments * RAYS * RAYS;
    for (int y = box[1]; y <= box[3]; y++) {
      for (int x = box[0]; x <= box[2]; x++) {
        double sum = 0;
        int at = (y * w + x) * RAYS * RAYS * 2;
        double behind = value[y * w + x];
        for (int ray = 0; ray < RAYS * RAYS; ray++) {
          double u = rays[at + 2 * ray];
          double v = rays[at + 2 * ray + 1];
          for (Plate plate : plates) {
            sum += seen(plate, u, v, id, behind);
          }
        }
        value[y * w + x] = sum / count;
      }
    }
  }

  private double seen(Plate plate, double u, double v, int id, double behind) {
    double[] n = plate.out;
    double[] m = plate.middle;
    double far = (m[0] * n[0] + m[1] * n[1] + m[2] * n[2]) / (u * n[0] + v * n[1] + n[2]);
    double dx = u * far - m[0];
    double dy = v * far - m[1];
    double dz = far - m[2];
    double a = dx * plate.along[0] + dy * plate.along[1] + dz * plate.along[2];
    double b = dx * plate.down[0] + dy * plate.down[1] + dz * plate.down[2];
    double half = tags.sizeMm() / 2;
    if (Math.abs(a) < half && Math.abs(b) < half) {
      double cell = tags.sizeMm() / family.cells();
      return family.black(id, (int) ((a + half) / cell), (int) ((b + half) / cell)) ? BLACK : WHITE;
    }
    double paper = half + tags.sizeMm() / family.cells();
    if (Math.abs(a) < paper && Math.abs(b) < paper) {
      return WHITE;
    }
    return Math.abs(a) < FINGER_HALF_WIDTH_MM && Math.abs(b) < FINGER_HALF_LENGTH_MM
        ? FINGER
        : behind;
  }

  private int[] box(Plate first, Plate last) {
    int[] box = {camera.width(), camera.height(), -1, -1};
    double[] pixel = new double[2];
    double[] point = new double[3];
    for (Plate plate : new Plate[] {first, last}) {
      for (int corner = 0; corner < 4; corner++) {
        double a = corner % 2 == 0 ? -FINGER_HALF_WIDTH_MM : FINGER_HALF_WIDTH_MM;
        double b = corner < 2 ? -FINGER_HALF_LENGTH_MM : FINGER_HALF_LENGTH_MM;
        for (int i = 0; i < 3; i++) {
          point[i] = plate.middle[i] + a * plate.along[i] + b * plate.down[i];
        }
        if (camera.project(point, pixel)) {
          box[0] = (int) Math.min(box[0], Math.floor(pixel[0]) - 6);
          box[1] = (int) Math.min(box[1], Math.floor(pixel[1]) - 6);
          box[2] = (int) Math.max(box[2], Math.ceil(pixel[0]) + 6);
          box[3] = (int) Math.max(box[3], Math.ceil(pixel[1]) + 6);
        }
      }
    }
    box[0] = Math.max(0, box[0]);
    box[1] = Math.max(0, box[1]);
    box[2] = Math.min(camera.width() - 1, box[2]);
    box[3] = Math.min(camera.height() - 1, box[3]);
    return box;
  }

  /// In some spells of time a thing lies over a part of one tag, or of both.
  private void cover(double seconds) {
    long spell = (long) Math.floor(seconds / SPELL_SECONDS);
    SplittableRandom random = new SplittableRandom(seed * 31 + spell);
    double chance = random.nextDouble();
    boolean both = chance < hindrance.bothHidden();
    boolean one = chance < hindrance.bothHidden() + hindrance.oneHidden();
    if (!one) {
      return;
    }
    boolean leftOne = random.nextBoolean();
    for (boolean left : new boolean[] {true, false}) {
      if (both || left == leftOne) {
        double[] middle = plate(seconds, left).middle;
        disc(middle, random.nextDouble(-4, 4), random.nextDouble(-4, 4), 9, 140);
      }
    }
  }

  private void disc(double[] middle, double offX, double offY, double radiusMm, double shade) {
    double[] pixel = new double[2];
    if (!camera.project(new double[] {middle[0] + offX, middle[1] + offY, middle[2]}, pixel)) {
      return;
    }
    double radius = radiusMm / middle[2] * camera.fx();
    for (int y = 0; y < camera.height(); y++) {
      for (int x = 0; x < camera.width(); x++) {
        if (Math.hypot(x - pixel[0], y - pixel[1]) < radius) {
          value[y * camera.width() + x] = shade;
        }
      }
    }
  }

  private void glare(double seconds) {
    double[] pixel = new double[2];
    for (int spot = 0; spot < hindrance.glare(); spot++) {
      SplittableRandom random = new SplittableRandom(seed * 17 + spot);
      double phase = random.nextDouble(6.28);
      double speed = random.nextDouble(0.5, 1.5);
      double[] middle = plate(seconds, spot % 2 == 0).middle;
      double[] point = {
        middle[0] + 14 * Math.sin(seconds * speed + phase),
        middle[1] + 14 * Math.cos(seconds * speed * 0.8 + phase),
        middle[2]
      };
      if (!camera.project(point, pixel)) {
        continue;
      }
      double spread = random.nextDouble(8, 20);
      for (int y = 0; y < camera.height(); y++) {
        double dy = (y - pixel[1]) / spread;
        for (int x = 0; Math.abs(dy) < 3 && x < camera.width(); x++) {
          double dx = (x - pixel[0]) / spread;
          if (Math.abs(dx) < 3) {
            value[y * camera.width() + x] += 300 * Math.exp(-(dx * dx + dy * dy) / 2);
          }
        }
      }
    }
  }

  private static float[] rays(CameraModel camera) {
    float[] rays = new float[camera.width() * camera.height() * RAYS * RAYS * 2];
    double[] ray = new double[3];
    int at = 0;
    for (int y = 0; y < camera.height(); y++) {
      for (int x = 0; x < camera.width(); x++) {
        for (int k = 0; k < RAYS * RAYS; k++) {
          double u = x + (k % RAYS + 0.5) / RAYS - 0.5;
          int row = k / RAYS;
          double v = y + (row + 0.5) / RAYS - 0.5;
          boolean reached = camera.unproject(u, v, ray) && ray[2] > 0.05;
          // A ray that looks aside meets nothing of a finger.
          rays[at++] = reached ? (float) (ray[0] / ray[2]) : 1e6f;
          rays[at++] = reached ? (float) (ray[1] / ray[2]) : 1e6f;
        }
      }
    }
    return rays;
  }

  private byte[] room(SplittableRandom random) {
    int w = camera.width();
    int h = camera.height();
    byte[] drawn = new byte[w * h];
    Arrays.fill(drawn, (byte) 120);
    for (int i = 0; i < 90; i++) {
      int left = random.nextInt(w);
      int top = random.nextInt(h);
      int wide = random.nextInt(10, 260);
      int high = random.nextInt(10, 200);
      byte shade = (byte) random.nextInt(20, 235);
      boolean round = random.nextBoolean();
      for (int y = top; y < Math.min(h, top + high); y++) {
        for (int x = left; x < Math.min(w, left + wide); x++) {
          double dx = (x - left) * 2.0 / wide - 1;
          double dy = (y - top) * 2.0 / high - 1;
          if (!round || dx * dx + dy * dy < 1) {
            drawn[y * w + x] = shade;
          }
        }
      }
    }
    return drawn;
  }
}
