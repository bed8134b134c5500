package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.urdf.RobotModel;
import dev.handloom.calibration.urdf.RobotMotion;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A robot's hand as bars between its joints, farthest first, seen as a person's hand is: fingers
/// up, the back towards the eye.
final class RobotDrawing {
  /// From the eye to the middle, in sizes of the hand; a gentle perspective.
  private static final double EYE = 3.5;

  private static final int NONE = -1;

  /// From one joint to the next, or from the last to a fingertip.
  ///
  /// @param tip which tip it ends in; −1 for none
  /// @param palm whether nothing moves it
  record Bar(int from, int to, int tip, boolean palm) {}

  private final RobotHand hand;
  private final RobotMotion motion;
  private final int links;
  private final List<Bar> bars = new ArrayList<>();
  private final List<Bar> order;

  /// Per link, then per tip, then per place that a tip should reach.
  private final double[] points;

  private final double[] screen;
  private final double size;
  private final double[] middle = new double[3];

  RobotDrawing(RobotHand hand) {
    this.hand = hand;
    RobotModel model = hand.model();
    motion = new RobotMotion(model, hand.drives());
    links = model.links().size();
    int tips = hand.tips().size();
    points = new double[3 * (links + 2 * tips)];
    screen = new double[points.length];
    boolean[] moved = new boolean[links];
    for (int l = 1; l < links; l++) {
      int parent = model.parent(l);
      moved[l] = moved[parent] || hand.drives().driveOf(l - 1) >= 0;
      bars.add(new Bar(parent, l, NONE, !moved[parent]));
    }
    for (int t = 0; t < tips; t++) {
      if (hand.tips().get(t).local().length() > 0) {
        bars.add(new Bar(hand.tips().get(t).link(), links + t, t, false));
      }
    }
    order = new ArrayList<>(bars);
    size = measure();
  }

  /// How large it is when it rests, and where its middle is.
  private double measure() {
    place(hand.drives().rest(), new double[0]);
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int p = 0; p < links + hand.tips().size(); p++) {
      for (int r = 0; r < 3; r++) {
        low[r] = Math.min(low[r], points[3 * p + r]);
        high[r] = Math.max(high[r], points[3 * p + r]);
      }
    }
    double most = 0;
    for (int r = 0; r < 3; r++) {
      middle[r] = (low[r] + high[r]) / 2;
      most = Math.max(most, high[r] - low[r]);
    }
    return Math.max(1e-3, most);
  }

  /// How large the hand is at rest, in metres.
  double size() {
    return size;
  }

  /// Takes a posture.
  ///
  /// @param places where the tips should be, in the root's frame; may be empty
  void place(double[] drives, double[] places) {
    motion.move(drives);
    for (int l = 0; l < links; l++) {
      motion.point(l, Vec3.ZERO, points, 3 * l);
      hand.asHeld(points, 3 * l);
    }
    int tips = hand.tips().size();
    for (int t = 0; t < tips; t++) {
      int at = 3 * (links + t);
      motion.point(hand.tips().get(t).link(), hand.tips().get(t).local(), points, at);
      hand.asHeld(points, at);
      int wanted = 3 * (links + tips + t);
      for (int r = 0; r < 3; r++) {
        points[wanted + r] = places.length > 3 * t + r ? places[3 * t + r] : Double.NaN;
      }
      hand.asHeld(points, wanted);
    }
  }

  /// Onto the screen.
  ///
  /// @param pixelsPerMetre at the distance of the hand's middle
  void project(double yaw, double pitch, double pixelsPerMetre, double cx, double cy) {
    double cosYaw = Math.cos(yaw);
    double sinYaw = Math.sin(yaw);
    double cosPitch = Math.cos(pitch);
    double sinPitch = Math.sin(pitch);
    double eye = EYE * size;
    for (int p = 0; p < points.length; p += 3) {
      double right = points[p] - middle[0];
      double up = middle[2] - points[p + 2];
      double near = points[p + 1] - middle[1];
      double right2 = right * cosYaw + near * sinYaw;
      double near2 = near * cosYaw - right * sinYaw;
      double up2 = up * cosPitch - near2 * sinPitch;
      double near3 = near2 * cosPitch + up * sinPitch;
      double scale = pixelsPerMetre * eye / Math.max(0.1 * eye, eye - near3);
      screen[p] = cx + right2 * scale;
      screen[p + 1] = cy - up2 * scale;
      screen[p + 2] = near3;
    }
    order.sort(Comparator.comparingDouble(bar -> near(bar.from()) + near(bar.to())));
  }

  /// Farthest first.
  List<Bar> bars() {
    return order;
  }

  int tips() {
    return hand.tips().size();
  }

  /// The point of a tip, and of where it should be.
  int tip(int t) {
    return links + t;
  }

  int wanted(int t) {
    return links + tips() + t;
  }

  boolean known(int point) {
    return Double.isFinite(screen[3 * point]);
  }

  double x(int point) {
    return screen[3 * point];
  }

  double y(int point) {
    return screen[3 * point + 1];
  }

  /// Metres towards the eye.
  double near(int point) {
    return screen[3 * point + 2];
  }
}
