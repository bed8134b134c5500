package dev.handloom.device.driver.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.FrameFormat;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameStreamDriverTest {
  private static final FrameFormat SMALL = new FrameFormat(4, 3, FrameFormat.Pixels.BGRA);
  private static final Map<String, String> SETTINGS =
      Map.of("width", "4", "height", "3", "fps", "30");

  private static byte[] frame(FrameFormat format, long sequence, int payload) {
    byte[] bytes = new byte[FrameHeader.BYTES + payload];
    new FrameHeader().write(bytes, 0, sequence, 1_000_000 + sequence * 33_333, format, payload);
    for (int i = 0; i < payload; i++) {
      bytes[FrameHeader.BYTES + i] = (byte) (sequence * 7 + i);
    }
    return bytes;
  }

  private static byte[] frame(long sequence) {
    return frame(SMALL, sequence, SMALL.capacity());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static Conversation say(byte[]... parts) throws Exception {
    return Conversation.of("frames", SETTINGS, List.of(join(parts)));
  }

  @Test
  void theHeaderIsAsDocumented() {
    byte[] header = new byte[FrameHeader.BYTES];
    FrameFormat format = new FrameFormat(640, 480, FrameFormat.Pixels.BGRA);
    new FrameHeader().write(header, 0, 1, 0x0102030405060708L, format, format.capacity());
    assertEquals(
        "484c4631010000000807060504030201" + "8002e0010000000000c01200",
        HexFormat.of().formatHex(header, 0, 28));
  }

  @Test
  void readsFramesAndCountsTheMissingOnes() throws Exception {
    Conversation camera = say(frame(5), frame(6), frame(9));
    assertEquals(3, camera.samples(0).size());
    assertTrue(camera.samples(0).getFirst().startsWith("5 1166665 [] 48/"));
    assertEquals(2, camera.lost());
    assertEquals(0, camera.bad());
  }

  @Test
  void garbageIsCountedOnceAndTheNextFrameIsFound() throws Exception {
    byte[] garbage =
        "HHLF1HLF1 this is no header at all, HLF1 neither is this HH"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Conversation camera = say(garbage, frame(1), frame(2), garbage, frame(3));
    assertEquals(3, camera.samples(0).size());
    assertEquals(2, camera.bad());
  }

  @Test
  void aHeaderWithOneWrongBitIsNoHeader() throws Exception {
    for (int bit = 0; bit < 8 * FrameHeader.BYTES; bit += 5) {
      byte[] broken = frame(1);
      broken[bit / 8] ^= (byte) (1 << bit % 8);
      Conversation camera = say(broken, frame(2));
      assertEquals(1, camera.samples(0).size(), "bit " + bit);
      assertTrue(camera.bad() >= 1);
    }
  }

  @Test
  void hostileSizesAreRefused() throws Exception {
    FrameFormat other = new FrameFormat(8192, 8192, FrameFormat.Pixels.BGRA);
    Conversation camera =
        say(
            frame(other, 1, 16),
            frame(SMALL, 2, 47),
            frame(new FrameFormat(4, 3, FrameFormat.Pixels.JPEG), 3, 48),
            frame(4));
    assertEquals(1, camera.samples(0).size());
    assertTrue(camera.bad() >= 1);
    byte[] negative = new byte[FrameHeader.BYTES];
    new FrameHeader().write(negative, 0, 1, 1, SMALL, -1);
    assertEquals(1, say(negative, frame(2)).samples(0).size());
  }

  @Test
  void jpegFramesHaveTheirOwnLengths() throws Exception {
    FrameFormat jpeg = new FrameFormat(4, 3, FrameFormat.Pixels.JPEG);
    Map<String, String> settings = Map.of("width", "4", "height", "3", "format", "jpeg");
    byte[] bytes = join(frame(jpeg, 1, 20), frame(jpeg, 2, 48), frame(jpeg, 3, 49));
    Conversation camera = Conversation.of("frames", settings, List.of(bytes));
    assertEquals(2, camera.samples(0).size());
    assertTrue(camera.samples(0).getFirst().contains(" 20/"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anySplitOfTheBytesYieldsTheSameFrames(long seed) throws Exception {
    Random random = new Random(seed);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int sent = 0;
    for (int i = 0; i < 25; i++) {
      byte[] garbage = new byte[random.nextInt(3) == 0 ? random.nextInt(60) : 0];
      random.nextBytes(garbage);
      all.writeBytes(garbage);
      all.writeBytes(frame(i));
      sent++;
    }
    byte[] bytes = all.toByteArray();
    Conversation whole = Conversation.of("frames", SETTINGS, List.of(bytes));
    Conversation pieces =
        Conversation.of("frames", SETTINGS, Conversation.split(bytes, random, 11));
    assertEquals(sent, whole.samples(0).size(), "seed " + seed);
    assertEquals(whole.samples(0), pieces.samples(0), "seed " + seed);
    assertEquals(whole.bad(), pieces.bad(), "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource({"width,0", "width,9000", "height,x", "fps,-1", "format,h264", "color,bgra"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("cam", "frames", "cam", "x:", Map.of(setting, value), 4);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new FrameStreamDriver().streams(config));
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
