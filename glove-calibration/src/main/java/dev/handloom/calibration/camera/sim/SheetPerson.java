package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.hand.HandLengths;
import dev.handloom.calibration.camera.hand.HandSheet;
import dev.handloom.calibration.camera.hand.Landmark;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Somebody with a hand of known size who lays it on a sheet under a camera, and marks it as people
/// do: not quite where it is.
public final class SheetPerson {
  /// An A4 sheet as Handloom prints it.
  public static final Board SHEET = new Board(MarkFamily.of("4X4_100"), 8, 5, 33, 19.8);

  private static final Vec3 MIDDLE = new Vec3(SHEET.widthMm() / 2000, SHEET.heightMm() / 2000, 0);

  private final Random random;
  private final HandSize size;
  private final CameraModel camera;
  private final Pose cameraFromSheet;
  private final LaidHand hand;

  /// Under a camera that is drawn, too.
  public SheetPerson(long seed) {
    this(seed, null);
  }

  public SheetPerson(long seed, @Nullable CameraModel under) {
    random = new Random(seed);
    double length = 0.155 + 0.055 * random.nextDouble();
    double share =
        HandMeasure.knuckles(HandSize.ADULT) / HandMeasure.length(HandSize.ADULT)
            + Math.clamp(0.015 * random.nextGaussian(), -0.03, 0.03);
    size = HandMeasure.byRuler(length, share * length);
    CameraModel drawn =
        LensKind.PINHOLE.plain(960, 540, Math.toRadians(62 + 16 * random.nextDouble()));
    camera = under == null ? drawn : under;
    double height = 0.45 + 0.3 * random.nextDouble();
    Quat tilt =
        Quat.about(
            new Vec3(random.nextGaussian(), random.nextGaussian(), 1e-3),
            Math.toRadians(25) * random.nextDouble());
    Vec3 middle = tilt.rotate(MIDDLE);
    Vec3 aim = new Vec3(0.03 * random.nextGaussian(), 0.03 * random.nextGaussian(), height);
    cameraFromSheet = new Pose(aim.minus(middle), tilt);
    double towards = Math.toRadians(8) * random.nextGaussian();
    Vec3 wrist =
        new Vec3(
            MIDDLE.x() - 0.4 * length - 0.03 + 0.01 * random.nextGaussian(),
            MIDDLE.y() + 0.05 + 0.01 * random.nextGaussian(),
            0);
    hand =
        new LaidHand(
            size,
            random.nextBoolean() ? HandSide.LEFT : HandSide.RIGHT,
            1 + 0.15 * random.nextGaussian(),
            wrist,
            towards);
  }

  public CameraModel camera() {
    return camera;
  }

  public double lengthMm() {
    return 1000 * HandMeasure.length(size);
  }

  public double breadthMm() {
    return 1000 * HandMeasure.knuckles(size);
  }

  /// What the camera sees.
  public GreyPicture picture() {
    byte[] grey =
        new BoardArtist(camera, SHEET, 2).draw(cameraFromSheet, BoardArtist.Light.GOOD, random);
    hand.draw(grey, camera, cameraFromSheet, random);
    return new GreyPicture(grey, camera.width(), camera.height());
  }

  /// The sheet as it is found in a picture.
  public HandSheet sheet(GreyPicture picture) throws CameraRefusal {
    return HandSheet.of(camera, SHEET, new BoardFinder(SHEET).find(picture));
  }

  /// Where the person marks it, on the sheet as it looks from above.
  ///
  /// @param spreadMm along and across, of each mark
  public Map<Landmark, double[]> marks(HandSheet sheet, Map<Landmark, Double> spreadMm) {
    Map<Landmark, double[]> marks = new EnumMap<>(Landmark.class);
    hand.pixels(camera, cameraFromSheet)
        .forEach((which, pixel) -> {
          double[] seen = onSheet(sheet, pixel);
          double spread = spreadMm.getOrDefault(which, 0.0);
          marks.put(
              which,
              new double[] {
                seen[0] + spread * random.nextGaussian(), seen[1] + spread * random.nextGaussian()
              });
        });
    return marks;
  }

  private static double[] onSheet(HandSheet sheet, double[] pixel) {
    double[] ray = new double[3];
    sheet.camera().unproject(pixel[0], pixel[1], ray);
    Pose fromCamera = sheet.cameraFromBoard().inverse();
    Vec3 eye = fromCamera.position();
    Vec3 way = fromCamera.rotation().rotate(new Vec3(ray[0], ray[1], ray[2]));
    double far = -eye.z() / way.z();
    return new double[] {1000 * (eye.x() + far * way.x()), 1000 * (eye.y() + far * way.y())};
  }

  /// Lays the hand down, marks it and measures it.
  public HandLengths measured(Map<Landmark, Double> spreadMm) throws CameraRefusal {
    HandSheet sheet = sheet(picture());
    return sheet.measure(marks(sheet, spreadMm));
  }
}
