package dev.handloom.preview.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.NumberType;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes as servers' own packages write them, and bytes that nobody should send.
class MessageTest {
  private static final String MARKED =
      "84c40b5f5f6e6461727261795f5fc3c40464617461c4080000803f000020c0c4056474797065a33c6634"
          + "c40573686170659102";
  private static final String MARKED_PIXELS =
      "84c40b5f5f6e6461727261795f5fc3c40464617461c4030102ffc4056474797065a37c7531"
          + "c405736861706593010103";
  private static final String NUMPY =
      "85c4026e64c3c40474797065a33c6634c4046b696e64c400c40573686170659102c40464617461"
          + "c4080000803f000020c0";
  private static final String OBSERVATION =
      "82b16f62736572766174696f6e2f737461746584c40b5f5f6e6461727261795f5fc3c40464617461"
          + "c4080000000000000000c4056474797065a33c6634c40573686170659102a670726f6d7074a26869";
  private static final NumberArray TWO = NumberArray.of(new float[] {1, -2.5f});

  @Test
  void arraysAreWrittenAsOthersWriteThem() {
    assertEquals(MARKED, hex(TWO, ArrayStyle.MARKED));
    assertEquals(
        MARKED_PIXELS,
        hex(NumberArray.of(new byte[] {1, 2, (byte) 0xFF}, 1, 1, 3), ArrayStyle.MARKED));
    assertEquals(NUMPY, hex(TWO, ArrayStyle.NUMPY));
    Map<String, Object> observation = new LinkedHashMap<>();
    observation.put("observation/state", NumberArray.of(new float[2]));
    observation.put("prompt", "hi");
    assertEquals(OBSERVATION, hex(observation, ArrayStyle.MARKED));
    assertEquals(
        "81a8656e64706f696e74a57265736574", hex(Map.of("endpoint", "reset"), ArrayStyle.MARKED));
    byte[] file = MessageWriter.write(TWO, ArrayStyle.FILE);
    assertEquals(165, file.length);
    assertTrue(
        HexFormat.of()
            .formatHex(file)
            .startsWith(
                "82b15f5f6e6461727261795f636c6173735f5fc3a661735f6e7079c488934e554d505901007600"));
  }

  @Test
  void everyStyleIsRead() throws WireException {
    assertEquals(TWO, read(MARKED));
    assertEquals(TWO, read(NUMPY));
    assertEquals(TWO, MessageReader.read(MessageWriter.write(TWO, ArrayStyle.FILE)));
    // The marker as text, as newer servers send it.
    assertEquals(
        TWO,
        read(
            "84ab5f5f6e6461727261795f5fc3a464617461c4080000803f000020c0a56474797065a33c6634"
                + "a573686170659102"));
    assertEquals(
        1.5,
        read(
            "83c40d5f5f6e7067656e657269635f5fc3c40464617461cb3ff8000000000000c4056474797065a33c6634"));
  }

  @Test
  void whatIsWrittenIsRead() throws WireException {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      Object value = value(random, 0);
      for (ArrayStyle style : ArrayStyle.values()) {
        Object back = MessageReader.read(MessageWriter.write(value, style));
        assertEquals(String.valueOf(value), String.valueOf(back), "seed 4, value " + i);
      }
    }
  }

  @Test
  void bytesOfStrangersEndInAValueOrAnError() {
    Random random = new Random(7);
    byte[] good = HexFormat.of().parseHex(OBSERVATION);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes;
      if (i % 2 == 0) {
        bytes = good.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      } else {
        bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
      }
      try {
        MessageReader.read(bytes);
      } catch (WireException e) {
        assertTrue(!String.valueOf(e.getMessage()).isBlank());
      }
    }
    for (int end = 0; end < good.length; end++) {
      byte[] cut = java.util.Arrays.copyOf(good, end);
      assertThrows(WireException.class, () -> MessageReader.read(cut));
    }
    // Four thousand million elements, and a thousand levels.
    assertThrows(WireException.class, () -> read("ddffffffff"));
    assertThrows(WireException.class, () -> read("91".repeat(1000) + "c0"));
  }

  @Test
  void aPickleIsRefused() {
    byte[] file = NumpyFile.write(TWO);
    byte[] objects =
        new String(file, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("'<f4'", "'|O' ")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    String message = assertThrows(WireException.class, () -> NumpyFile.read(objects)).getMessage();
    assertTrue(String.valueOf(message).contains("|O"), message);
  }

  @Test
  void columnsFirstBecomeRowsFirst() throws WireException {
    NumberArray rows = NumberArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    byte[] columns = NumpyFile.write(NumberArray.of(new float[] {1, 4, 2, 5, 3, 6}, 2, 3));
    byte[] file =
        new String(columns, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("False", "True ")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(rows, NumpyFile.read(file));
  }

  @Test
  void halfNumbersAreRead() {
    assertEquals(
        1.5f, new NumberArray(NumberType.F16, new int[] {1}, new byte[] {0, 0x3E}).floats()[0]);
    assertInstanceOf(NumberType.class, NumberType.of("float32").orElseThrow());
    assertTrue(NumberType.of("|O").isEmpty());
    assertTrue(NumberType.of(">f4").isEmpty());
    assertTrue(NumberType.of("<c8").isEmpty());
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> random.nextDouble();
      case 3 -> "x".repeat(random.nextInt(300));
      case 4 -> NumberArray.of(new float[] {random.nextFloat()}, 1, 1);
      case 5 -> (long) random.nextInt(300) - 150;
      case 6 -> random.ints(random.nextInt(20)).mapToObj(i -> value(random, depth + 1)).toList();
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
          map.put("key " + i, value(random, depth + 1));
        }
        yield map;
      }
    };
  }

  private static Object read(String hex) throws WireException {
    return java.util.Objects.requireNonNull(MessageReader.read(HexFormat.of().parseHex(hex)));
  }

  private static String hex(Object value, ArrayStyle style) {
    return HexFormat.of().formatHex(MessageWriter.write(value, style));
  }
}
