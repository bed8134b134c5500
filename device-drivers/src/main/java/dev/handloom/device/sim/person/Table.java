package dev.handloom.device.sim.person;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// Where things are and how they are held: metres and radians in the world's frame.
public final class Table {
  public static final double CUP_RADIUS = 0.036;
  public static final double CUP_HEIGHT = 0.092;
  public static final double BLOCK_SIDE = 0.040;
  public static final double GRIPPER_OPEN = 0.085;
  public static final Vec3 BOWL = new Vec3(0.015, 0, -0.235);
  public static final double BOWL_RADIUS = 0.062;
  public static final double BOWL_HEIGHT = 0.045;

  static final Vec3 X = new Vec3(1, 0, 0);
  static final Vec3 Y = new Vec3(0, 1, 0);
  static final Vec3 Z = new Vec3(0, 0, 1);

  /// Where the gripper lies when nobody holds it.
  public static final Pose STAND =
      new Pose(new Vec3(0.235, 0.075, -0.12), Quat.about(Y, 0.45).times(Quat.about(X, -0.35)));

  /// The right wrist in the gripper's frame while it holds the handle: thumb up, palm inwards.
  static final Pose ON_HANDLE =
      new Pose(new Vec3(0.033, -0.075, 0.262), Quat.about(Z, -Math.PI / 2));

  /// The left wrist in the cup's frame while it holds the cup: from the left, thumb up.
  static final Pose AT_CUP =
      new Pose(
          new Vec3(-CUP_RADIUS - 0.018, 0.05, 0.082),
          Quat.about(Y, -0.12).times(Quat.about(Z, Math.PI / 2)));

  /// A printed board that lies flat: its upper left corner, right and down as it is printed. The
  /// person sees it upright.
  public static final Pose BOARD = new Pose(new Vec3(-0.2, 0.0, -0.3), Quat.about(X, Math.PI / 2));

  /// The board propped up towards the camera, and turned a little.
  public static final Pose BOARD_PROPPED =
      new Pose(new Vec3(0.03, 0.09, -0.17), Quat.about(Y, 0.4))
          .then(new Pose(Vec3.ZERO, Quat.about(X, -0.5)))
          .then(new Pose(new Vec3(0, 0, 0.175), Quat.IDENTITY))
          .then(BOARD);

  /// How thick the tip of a finger is, from its middle to the skin.
  public static final double TIP_RADIUS = 0.008;

  static final Pose LEFT_REST =
      new Pose(new Vec3(-0.21, 0.034, 0.05), Quat.about(Y, -0.25).times(Quat.about(X, -0.08)));
  static final Pose RIGHT_REST =
      new Pose(new Vec3(0.17, 0.034, 0.08), Quat.about(Y, 0.25).times(Quat.about(X, -0.08)));
  static final Pose HEAD = new Pose(new Vec3(0.0, 0.47, 0.27), Quat.about(X, -0.92));

  private Table() {}
}
