package dev.handloom.device.timecode;

import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the time code in pictures of a camera and reads its strips. Where the QR code is blurred
/// by its own change, the place of the picture before still holds. Belongs to one thread.
final class CodeFinder {
  /// For so many pictures without a QR code the place is still believed.
  private static final int BELIEVED = 15;

  private static final int REFINEMENTS = 3;

  /// A module of the QR code that is smaller cannot be read for certain.
  private static final double LEAST_UNIT_PIXELS = 5;

  private static final double[] QR_X = qr(3.5, 3.5, QrWords.MODULES - 3.5, QrWords.MODULES - 6.5);
  private static final double[] QR_Y = qr(QrWords.MODULES - 3.5, 3.5, 3.5, QrWords.MODULES - 6.5);

  private static final Map<DecodeHintType, Boolean> HARDER =
      Map.of(DecodeHintType.TRY_HARDER, true);

  private final int session;
  private final Decoder decoder = new Decoder();
  private final StripSampler sampler = new StripSampler();
  private final double[][] from = new double[8][2];
  private final double[][] to = new double[8][2];
  private final double[] point = new double[2];
  private @Nullable Plane place;
  private int unseen = BELIEVED;
  private double shiftPixels;

  /// @param session whose code counts
  CodeFinder(int session) {
    this.session = session & 0xFFFF;
  }

  private static double[] qr(double... modules) {
    double[] units = new double[modules.length];
    for (int i = 0; i < modules.length; i++) {
      units[i] = modules[i] * CodeLayout.QR_SIDE / QrWords.MODULES;
    }
    return units;
  }

  /// By how much the code moved since the picture before.
  double shiftPixels() {
    return shiftPixels;
  }

  /// Reads a picture.
  ///
  /// @param strips one for each strip; those that can be read are marked seen
  Hindrance read(Picture picture, StripReading[] strips) {
    for (StripReading strip : strips) {
      strip.seen = false;
    }
    Hindrance located = locate(picture);
    Plane found = place;
    if (located != Hindrance.NONE || found == null) {
      return located;
    }
    found.apply(0, CodeLayout.HEIGHT / 2, point);
    double left = point[0];
    double leftY = point[1];
    found.apply(CodeLayout.WIDTH, CodeLayout.HEIGHT / 2, point);
    if (Math.hypot(point[0] - left, point[1] - leftY) < LEAST_UNIT_PIXELS * CodeLayout.WIDTH) {
      return Hindrance.TOO_SMALL;
    }
    Hindrance why = Hindrance.NONE;
    boolean any = false;
    for (int i = 0; i < strips.length; i++) {
      Hindrance now = sampler.read(picture, found, i, strips[i]);
      any |= now == Hindrance.NONE;
      why = now == Hindrance.NONE ? why : now;
    }
    return any ? Hindrance.NONE : why;
  }

  private Hindrance locate(Picture picture) {
    Plane rough = null;
    try {
      PlanarYUVLuminanceSource source =
          new PlanarYUVLuminanceSource(
              picture.light,
              picture.width,
              picture.height,
              0,
              0,
              picture.width,
              picture.height,
              false);
      DetectorResult result =
          new Detector(new HybridBinarizer(source).getBlackMatrix()).detect(HARDER);
      if (session(result) != session) {
        return Hindrance.OTHER_CODE;
      }
      rough = rough(result.getPoints());
    } catch (NotFoundException | FormatException e) {
      // Hidden, or too faint: the place of the picture before may still hold.
      unseen++;
    }
    if (rough == null) {
      rough = place;
      if (rough == null || unseen > BELIEVED) {
        place = null;
        return darkness(picture);
      }
    } else {
      unseen = 0;
    }
    Plane fine = rough;
    for (int i = 0; i < REFINEMENTS; i++) {
      // A corner that was found helps to find the next one.
      fine = refine(picture, fine);
    }
    follow(fine);
    place = fine;
    return Hindrance.NONE;
  }

  /// Whose code it is. One that is only seen, blurred by its own change, is taken to be ours: the
  /// strips would not fit the pulses of another.
  private int session(DetectorResult result) {
    try {
      return QrWords.sessionOf(decoder.decode(result.getBits()).getText());
    } catch (ChecksumException | FormatException e) {
      return session;
    }
  }

  private void follow(Plane fine) {
    Plane before = place;
    if (before == null) {
      return;
    }
    shiftPixels = 0;
    for (int corner = 0; corner < 4; corner++) {
      before.apply(CodeLayout.markerX(corner), CodeLayout.markerY(corner), point);
      double x = point[0];
      double y = point[1];
      fine.apply(CodeLayout.markerX(corner), CodeLayout.markerY(corner), point);
      shiftPixels = Math.max(shiftPixels, Math.hypot(point[0] - x, point[1] - y));
    }
  }

  private static Hindrance darkness(Picture picture) {
    int brightest = 0;
    for (int i = 0; i < picture.light.length; i += 7) {
      brightest = Math.max(brightest, picture.light[i] & 0xFF);
    }
    return brightest < 60 ? Hindrance.TOO_DARK : Hindrance.NO_CODE;
  }

  /// From the marks of the QR code alone.
  private @Nullable Plane rough(ResultPoint[] marks) {
    int points = Math.min(marks.length, QR_X.length);
    for (int i = 0; i < points; i++) {
      from[i][0] = CodeLayout.QR_LEFT + QR_X[i];
      from[i][1] = CodeLayout.QR_TOP + QR_Y[i];
      to[i][0] = marks[i].getX();
      to[i][1] = marks[i].getY();
    }
    if (points == 3) {
      // Without the fourth mark it is taken for a parallelogram.
      from[3][0] = from[0][0] + from[2][0] - from[1][0];
      from[3][1] = from[0][1] + from[2][1] - from[1][1];
      to[3][0] = to[0][0] + to[2][0] - to[1][0];
      to[3][1] = to[0][1] + to[2][1] - to[1][1];
    }
    return points < 3 ? null : Plane.through(from, to, 4);
  }

  /// The squares in the corners give the place more closely, since they lie farthest apart.
  private Plane refine(Picture picture, Plane rough) {
    int points = 0;
    for (int corner = 0; corner < 4; corner++) {
      double x = CodeLayout.markerX(corner);
      double y = CodeLayout.markerY(corner);
      if (sampler.blackCentre(picture, rough, x, y, to[points])) {
        from[points][0] = x;
        from[points][1] = y;
        points++;
      }
    }
    if (points < 4) {
      // Where a corner is hidden, the middle of the code stands in for it.
      for (int i = 0; i < 4 && points < 8; i++) {
        from[points][0] = CodeLayout.QR_LEFT + (i % 2) * CodeLayout.QR_SIDE;
        from[points][1] = CodeLayout.QR_TOP + (i < 2 ? 0 : CodeLayout.QR_SIDE);
        rough.apply(from[points][0], from[points][1], to[points]);
        points++;
      }
    }
    Plane fine = Plane.through(from, to, points);
    return fine == null ? rough : fine;
  }
}
