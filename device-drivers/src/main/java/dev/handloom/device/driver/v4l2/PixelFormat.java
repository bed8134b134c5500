package dev.handloom.device.driver.v4l2;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a camera may lay out its pictures, as far as they are understood here.
enum PixelFormat {
  MJPEG("mjpeg", "MJPG"),
  YUYV("yuyv", "YUYV"),
  UYVY("uyvy", "UYVY"),
  NV12("nv12", "NV12"),
  YU12("yu12", "YU12"),
  GREY("grey", "GREY"),
  BGR24("bgr24", "BGR3"),
  RGB24("rgb24", "RGB3");

  private final String word;
  private final int fourcc;

  PixelFormat(String word, String letters) {
    this.word = word;
    fourcc = fourcc(letters);
  }

  /// The words of all, as a rig file has them.
  static List<String> words() {
    return Stream.of(values()).map(PixelFormat::word).toList();
  }

  static PixelFormat of(String word) {
    return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst().orElseThrow();
  }

  /// Null for what is not understood here.
  static @Nullable PixelFormat ofFourcc(int fourcc) {
    for (PixelFormat each : values()) {
      if (each.fourcc == fourcc) {
        return each;
      }
    }
    // Some cameras call the same JPEG; that of each picture stands by itself.
    return fourcc == fourcc("JPEG") ? MJPEG : null;
  }

  String word() {
    return word;
  }

  boolean packed() {
    return this == MJPEG;
  }

  /// The least bytes that a picture with rows of so many bytes takes.
  long bytes(int stride, int height) {
    return switch (this) {
      case MJPEG -> 2;
      case NV12, YU12 -> (long) stride * height * 3 / 2;
      default -> (long) stride * height;
    };
  }

  /// The least bytes of a row.
  int leastStride(int width) {
    return switch (this) {
      case MJPEG -> 0;
      case YUYV, UYVY -> width * 2;
      case NV12, YU12, GREY -> width;
      case BGR24, RGB24 -> width * 3;
    };
  }

  static int fourcc(String letters) {
    return letters.charAt(0)
        | letters.charAt(1) << 8
        | letters.charAt(2) << 16
        | letters.charAt(3) << 24;
  }

  /// As people write it; what cannot be printed as it is.
  static String letters(int fourcc) {
    StringBuilder text = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      char letter = (char) (fourcc >> shift & 0x7F);
      text.append(letter >= ' ' && letter < 0x7F ? letter : '?');
    }
    return text.toString().strip();
  }
}
