package dev.handloom.device.timecode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Locale;
import java.util.Map;

/// What the QR code says: which window it is, and the studio time in milliseconds.
///
/// @param session drawn anew by each window
public record QrWords(int session, long studioMillis) {
  /// Modules on a side: the smallest code with a fourth mark, which gives the perspective.
  public static final int MODULES = 25;

  private static final int VERSION = 2;
  private static final String BEGIN = "HLT1:";
  private static final int HEX = 16;

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.QR_VERSION,
          VERSION,
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.MARGIN,
          0);

  String text() {
    return String.format(Locale.ROOT, "%s%04X:%X", BEGIN, session & 0xFFFF, studioMillis);
  }

  /// The session of such words; -1 if they are none.
  static int sessionOf(String text) {
    int end = BEGIN.length() + 4;
    if (!text.startsWith(BEGIN) || text.length() <= end) {
      return -1;
    }
    try {
      return Integer.parseInt(text.substring(BEGIN.length(), end), HEX);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The code: row by row, true where it is black.
  public boolean[] modules() {
    try {
      BitMatrix matrix =
          new QRCodeWriter().encode(text(), BarcodeFormat.QR_CODE, MODULES, MODULES, HINTS);
      boolean[] black = new boolean[MODULES * MODULES];
      for (int i = 0; i < black.length; i++) {
        black[i] = matrix.get(i % MODULES, i / MODULES);
      }
      return black;
    } catch (WriterException e) {
      throw new IllegalStateException("So few letters always fit", e);
    }
  }
}
