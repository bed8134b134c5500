package dev.handloom.device.link.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  @Test
  void whatIsDrawnIsRead() throws Exception {
    String words = "https://192.168.178.123:8443/#ABC234";
    QrCode code = QrCode.of(words);
    BitMatrix matrix = new BitMatrix(code.side());
    for (int y = 0; y < code.side(); y++) {
      for (int x = 0; x < code.side(); x++) {
        if (code.dark(x, y)) {
          matrix.set(x, y);
        }
      }
    }
    assertEquals(words, new Decoder().decode(matrix).getText());
    assertEquals((code.side() + 2 * QrCode.QUIET + 1) / 2, code.text().lines().count());
  }
}
