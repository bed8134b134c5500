package dev.handloom.device.link.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code of some words.
///
/// @param side modules on a side, without the quiet ground around them
/// @param dark row by row
public record QrCode(int side, boolean[] dark) {
  /// Modules of quiet ground that a reader wants on each side.
  public static final int QUIET = 4;

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 0);

  /// The smallest that has room for them.
  ///
  /// @throws IllegalArgumentException if none has
  public static QrCode of(String words) {
    try {
      BitMatrix matrix = new QRCodeWriter().encode(words, BarcodeFormat.QR_CODE, 0, 0, HINTS);
      int side = matrix.getWidth();
      boolean[] dark = new boolean[side * side];
      for (int i = 0; i < dark.length; i++) {
        dark[i] = matrix.get(i % side, i / side);
      }
      return new QrCode(side, dark);
    } catch (WriterException e) {
      throw new IllegalArgumentException("Too long for a QR code", e);
    }
  }

  /// Whether a module is dark; those around the code are not.
  public boolean dark(int x, int y) {
    return x >= 0 && y >= 0 && x < side && y < side && dark[y * side + x];
  }

  /// For a terminal: two rows a line, dark on light whatever the terminal's colours are.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int y = -QUIET; y < side + QUIET; y += 2) {
      text.append("\u001b[30;107m");
      for (int x = -QUIET; x < side + QUIET; x++) {
        boolean upper = dark(x, y);
        boolean lower = dark(x, y + 1);
        text.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
      }
      text.append("\u001b[0m\n");
    }
    return text.toString();
  }
}
