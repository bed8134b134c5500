package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/// What every use of the native library begins with.
final class Ffmpeg {
  private static final int LONGEST_MESSAGE = 256;

  static {
    // Its own log goes to standard error, where nobody reads it; errors come back as codes.
    av_log_set_level(AV_LOG_ERROR - 8);
  }

  private Ffmpeg() {}

  /// Loads the library, or says that it cannot be.
  static void load() throws VideoException {
    try {
      Class.forName(Ffmpeg.class.getName());
    } catch (ClassNotFoundException e) {
      throw new VideoException("The video library is missing", e);
    }
  }

  static String reason(int code) {
    byte[] text = new byte[LONGEST_MESSAGE];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /// Passes a good result on.
  static int check(int code, String doing) throws VideoException {
    if (code < 0) {
      throw new VideoException(doing + ": " + reason(code));
    }
    return code;
  }
}
