package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.swscale.swscale_version;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every use of the native library begins with.
public final class Ffmpeg {
  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
  private static final int LONGEST_MESSAGE = 256;

  static {
    // Its own log goes to standard error, where nobody reads it; errors come back as codes.
    av_log_set_level(AV_LOG_ERROR - 8);
  }

  private Ffmpeg() {}

  /// Loads the library, or says that it cannot be.
  public static void load() throws VideoException {
    try {
      Class.forName(Ffmpeg.class.getName());
    } catch (ClassNotFoundException e) {
      throw new VideoException("The video library is missing", e);
    }
  }

  /// Loads what encoding needs; a failure shows where it matters.
  static void warmUp() {
    try {
      load();
      avcodec_find_encoder_by_name(EncoderKind.OPENH264.encoder());
      avformat_version();
      swscale_version();
    } catch (VideoException | LinkageError e) {
      LOG.warn("The video library does not load: {}", e.getMessage());
    }
  }

  /// What a code of its says.
  public static String reason(int code) {
    byte[] text = new byte[LONGEST_MESSAGE];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /// Passes a good result on.
  public static int check(int code, String doing) throws VideoException {
    if (code < 0) {
      throw new VideoException(doing + ": " + reason(code));
    }
    return code;
  }
}
