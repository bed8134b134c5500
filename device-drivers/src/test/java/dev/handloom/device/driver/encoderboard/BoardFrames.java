package dev.handloom.device.driver.encoderboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// Frames of the board, put together the long way.
public final class BoardFrames {
  private BoardFrames() {}

  /// A frame of these words.
  public static byte[] of(int millis, int... words) {
    long sum = 0;
    for (int word : words) {
      sum += word;
    }
    return withSum((int) (sum & 0xFFFF), millis, words);
  }

  /// A frame that says this sum, right or wrong.
  public static byte[] withSum(int sum, int millis, int... words) {
    ByteBuffer frame =
        ByteBuffer.allocate(8 + 4 * words.length).order(ByteOrder.LITTLE_ENDIAN).putInt(0x55AA);
    for (int word : words) {
      frame.putInt(word);
    }
    return frame.putShort((short) millis).putShort((short) sum).array();
  }

  /// So many random conversions of 24 bits with their sign; now and then one that looks like the
  /// beginning of a frame.
  public static int[] conversions(Random random, int count) {
    int[] words = new int[count];
    for (int w = 0; w < count; w++) {
      words[w] = random.nextInt(12) == 0 ? 0x55AA : random.nextInt(1 << 24) - (1 << 23);
    }
    return words;
  }
}
