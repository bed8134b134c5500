package dev.handloom.device.sim.scene;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.Table;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// Draws the table, the things on it, the hands and the gripper, from anywhere.
public final class SceneArtist {
  private static final Ink[] PLANKS = {
    new Ink(188, 152, 112), new Ink(180, 144, 104), new Ink(193, 158, 118), new Ink(184, 147, 108)
  };
  private static final double PLANK_METRES = 0.12;
  private static final double TABLE_NEAR = 0.34;
  private static final double TABLE_FAR = -0.62;
  private static final double TABLE_HALF = 0.60;
  private static final double MAT_LINE_METRES = 0.0016;

  private final Canvas canvas;
  private final Lens lens;
  private final Painter painter;
  private final HandArtist left = new HandArtist(HandSide.LEFT);
  private final HandArtist right = new HandArtist(HandSide.RIGHT);
  private final Label label = new Label("SIMULATED");

  /// @param fieldOfView from left to right, in radians
  public SceneArtist(int width, int height, double fieldOfView) {
    canvas = new Canvas(width, height);
    lens = new Lens(width, height, fieldOfView);
    painter = new Painter(canvas, lens);
  }

  /// Draws the moment as seen from a pose, and writes the picture as BGRA bytes.
  public void draw(Moment moment, Pose camera, byte[] into, int offset) {
    lens.lookFrom(camera);
    painter.begin();
    table();
    left.place(moment.leftWrist(), moment.leftAngles());
    right.place(moment.rightWrist(), moment.rightAngles());
    shadows(moment);
    things(moment);
    left.draw(painter);
    right.draw(painter);
    gripper(moment.gripper(), moment.gripperWidthMetres());
    label.burn(canvas);
    canvas.copyTo(into, offset);
  }

  /// Shows a picture that was made elsewhere, labelled as all that is simulated.
  public void drawGrey(byte[] grey, byte[] into, int offset) {
    canvas.grey(grey);
    label.burn(canvas);
    canvas.copyTo(into, offset);
  }

  private void table() {
    int plank = 0;
    for (double x = -TABLE_HALF; x < TABLE_HALF - 1e-9; x += PLANK_METRES) {
      Ink ink = PLANKS[plank++ % PLANKS.length];
      painter.flat(x, TABLE_NEAR, x + PLANK_METRES, TABLE_FAR, ink, 1);
    }
    painter.flat(-0.30, 0.06, 0.30, -0.36, Ink.MAT, 1);
    for (int i = 0; i <= 10; i++) {
      double x = -0.30 + 0.06 * i - MAT_LINE_METRES / 2;
      painter.flat(x, 0.06, x + MAT_LINE_METRES, -0.36, Ink.MAT_LINE, 1);
    }
    for (int i = 0; i <= 7; i++) {
      double z = 0.06 - 0.06 * i + MAT_LINE_METRES / 2;
      painter.flat(-0.30, z, 0.30, z - MAT_LINE_METRES, Ink.MAT_LINE, 1);
    }
  }

  private void shadows(Moment moment) {
    left.shadow(painter);
    right.shadow(painter);
    Vec3 up = new Vec3(0, Table.CUP_HEIGHT, 0);
    Pose cup = moment.cup();
    painter.shadow(
        cup.position().plus(new Vec3(0, 0.001, 0)),
        cup.apply(up),
        Table.CUP_RADIUS * 0.8,
        Table.CUP_RADIUS);
    painter.shadow(
        Table.BOWL, Table.BOWL.plus(new Vec3(0, 0.03, 0)), 0.045, Table.BOWL_RADIUS * 0.95);
    Vec3 block = moment.block().position();
    double half = Table.BLOCK_SIDE / 2;
    painter.shadow(block.minus(new Vec3(0, half, 0)), block.plus(new Vec3(0, half, 0)), half, half);
    Pose gripper = moment.gripper();
    painter.shadow(
        gripper.apply(new Vec3(0, 0, 0.06)), gripper.apply(new Vec3(0, 0, 0.18)), 0.03, 0.026);
    painter.shadow(
        gripper.apply(new Vec3(0, -0.02, 0.17)),
        gripper.apply(new Vec3(0, -0.12, 0.185)),
        0.016,
        0.016);
    double x = moment.gripperWidthMetres() / 2 + 0.006;
    for (int side = -1; side <= 1; side += 2) {
      painter.shadow(
          gripper.apply(new Vec3(side * x, 0, 0)),
          gripper.apply(new Vec3(side * x, 0, 0.05)),
          0.008,
          0.008);
    }
  }

  private void things(Moment moment) {
    double half = Table.BLOCK_SIDE / 2;
    painter.box(moment.block(), half, half, half, Ink.BLOCK);
    Pose bowl = new Pose(Table.BOWL, Quat.IDENTITY);
    painter.vessel(bowl, 0.036, Table.BOWL_RADIUS, Table.BOWL_HEIGHT, 0.022, Ink.BOWL, Ink.WATER);
    Pose cup = moment.cup();
    boolean upright = cup.rotation().angleTo(Quat.IDENTITY) < 0.4;
    painter.vessel(
        cup,
        Table.CUP_RADIUS * 0.84,
        Table.CUP_RADIUS,
        Table.CUP_HEIGHT,
        upright ? 0.06 : 0.004,
        Ink.CUP,
        upright ? Ink.WATER : Ink.CUP);
    if (moment.pouring() > 0) {
      Vec3 lip = Painter.lip(cup);
      Vec3 below = new Vec3(lip.x() + 0.008, 0.02, lip.z());
      double thick = 0.0045 * moment.pouring();
      painter.rod(lip, below, thick, thick * 0.7, Ink.WATER);
    }
    Vec3 post = Table.STAND.apply(new Vec3(0, -0.02, 0.12));
    Pose stand = new Pose(new Vec3(post.x(), post.y() / 2 - 0.012, post.z()), Quat.IDENTITY);
    painter.box(stand, 0.02, post.y() / 2 - 0.012, 0.02, Ink.STAND);
  }

  private void gripper(Pose at, double width) {
    for (int side = -1; side <= 1; side += 2) {
      double x = side * (width / 2 + 0.006);
      painter.box(part(at, x, 0, 0.022), 0.006, 0.010, 0.034, Ink.PADS);
      painter.box(part(at, x, 0, 0.062), 0.007, 0.011, 0.010, Ink.GRIPPER);
    }
    painter.box(part(at, 0, 0, 0.080), 0.058, 0.014, 0.012, Ink.GRIPPER);
    painter.box(part(at, 0, 0.004, 0.130), 0.024, 0.024, 0.045, Ink.GRIPPER);
    painter.box(part(at, 0, 0.048, 0.112), 0.016, 0.020, 0.014, Ink.STAND);
    painter.rod(
        at.apply(new Vec3(0, -0.015, 0.168)),
        at.apply(new Vec3(0, -0.125, 0.184)),
        0.017,
        0.015,
        Ink.GRIPPER);
  }

  private static Pose part(Pose at, double x, double y, double z) {
    return at.then(new Pose(new Vec3(x, y, z), Quat.IDENTITY));
  }
}
