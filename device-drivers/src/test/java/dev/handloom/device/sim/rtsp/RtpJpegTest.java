package dev.handloom.device.sim.rtsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.scene.JpegPacker;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against the layouts of RFC 3550 and RFC 2435, byte by byte.
class RtpJpegTest {
  private static byte[] picture(int width, int height, long seed) {
    byte[] bytes = new byte[width * height * 4];
    new Random(seed).nextBytes(bytes);
    return Arrays.copyOf(bytes, new JpegPacker(width, height).pack(bytes, 0));
  }

  private static List<byte[]> packets(byte[] jpeg) {
    List<byte[]> packets = new ArrayList<>();
    new RtpJpeg(0x01020304, 0xFFFF)
        .send(
            jpeg,
            jpeg.length,
            0x0A0B0C0D,
            (bytes, length) -> packets.add(Arrays.copyOf(bytes, length)));
    return packets;
  }

  @Test
  void theHeadersAreThoseOfTheStandards() {
    List<byte[]> packets = packets(picture(64, 48, 1));
    // Version 2, JPEG, numbers that wrap, time, source; no fragment before it, type 1, own tables,
    // 8×6
    // blocks; and 128 bytes of tables.
    String first = HexFormat.of().formatHex(packets.get(0), 0, 24);
    assertEquals("801affff0a0b0c0d01020304" + "00000000" + "01ff0806" + "00000080", first);
    String second = HexFormat.of().formatHex(packets.get(1), 0, 12);
    assertTrue(second.startsWith("80") && second.endsWith("00000a0b0c0d01020304"), second);
  }

  @Test
  void theScanComesWholeAndInPlace() {
    for (int seed = 0; seed < 20; seed++) {
      byte[] jpeg = picture(128, 8 * (1 + seed), seed);
      List<byte[]> packets = packets(jpeg);
      ByteArrayOutputStream scan = new ByteArrayOutputStream();
      for (int i = 0; i < packets.size(); i++) {
        byte[] packet = packets.get(i);
        assertTrue(packet.length <= RtpJpeg.LARGEST);
        assertEquals(i == packets.size() - 1, (packet[1] & 0x80) != 0, "marker, seed " + seed);
        int offset = (packet[13] & 0xFF) << 16 | (packet[14] & 0xFF) << 8 | (packet[15] & 0xFF);
        assertEquals(scan.size(), offset, "seed " + seed);
        int header = i == 0 ? 12 + 8 + 4 + 128 : 12 + 8;
        scan.write(packet, header, packet.length - header);
      }
      byte[] whole = scan.toByteArray();
      int end = jpeg.length - 2;
      assertArrayEquals(Arrays.copyOfRange(jpeg, end - whole.length, end), whole, "seed " + seed);
    }
  }

  /// 2026-01-01T00:00:00.25Z is 3 976 214 400 s after 1900, and a quarter of 2^32.
  @Test
  void aReportSaysWhichTimeOfDayItIs() {
    byte[] report = RtpJpeg.report(0x01020304, 1_767_225_600_250_000L, 0x0A0B0C0D, 7, 9000);
    assertEquals(
        "80c8000601020304ed00378040000000" + "0a0b0c0d0000000700002328",
        HexFormat.of().formatHex(report));
  }

  @Test
  void whatTheStandardHasNoPlaceForIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> packets(picture(60, 48, 1)));
    assertThrows(IllegalArgumentException.class, () -> packets(new byte[100]));
  }
}
