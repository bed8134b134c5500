package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.util.Arrays;
import java.util.List;

/// What can pack pictures: hardware first, each in the order in which it is preferred.
///
/// The options make all of them do the same: no B-frames, a key frame that stands for itself at
/// least every tenth picture, and as little held back as the hardware can.
public enum EncoderKind {
  /// The encoder of NVIDIA's graphics cards. Data-centre cards may have none.
  NVENC(
      "h264_nvenc",
      "NVENC (NVIDIA)",
      AV_PIX_FMT_NV12,
      "preset=p4:tune=ull:zerolatency=1:delay=0:forced-idr=1:no-scenecut=1"),
  /// The encoder of Apple's chips.
  VIDEOTOOLBOX(
      "h264_videotoolbox", "VideoToolbox (Apple)", AV_PIX_FMT_NV12, "realtime=1:allow_sw=0"),
  /// The encoder in Intel's processors, through Intel's own library.
  QSV(
      "h264_qsv",
      "Quick Sync (Intel)",
      AV_PIX_FMT_NV12,
      "async_depth=1:idr_interval=0:look_ahead=0"),
  /// The encoder of Intel's and AMD's graphics, through Linux.
  VAAPI("h264_vaapi", "VAAPI (Intel, AMD)", AV_PIX_FMT_NV12, "async_depth=1:idr_interval=0"),
  /// Whatever encoder Windows has for the graphics of the machine.
  MEDIA_FOUNDATION(
      "h264_mf",
      "Media Foundation (Windows)",
      AV_PIX_FMT_NV12,
      "hw_encoding=1:scenario=camera_record"),
  /// Cisco's encoder, in the library as it is delivered.
  OPENH264("libopenh264", "OpenH264", AV_PIX_FMT_YUV420P, ""),
  /// In builds of the library under the GPL.
  X264("libx264", "x264", AV_PIX_FMT_YUV420P, "preset=superfast:tune=zerolatency:sc_threshold=0"),
  /// Always there.
  MPEG4("mpeg4", "MPEG-4", AV_PIX_FMT_YUV420P, "");

  private final String encoder;
  private final String title;
  private final int pixels;
  private final String options;

  EncoderKind(String encoder, String title, int pixels, String options) {
    this.encoder = encoder;
    this.title = title;
    this.pixels = pixels;
    this.options = options;
  }

  /// The name in the video library.
  public String encoder() {
    return encoder;
  }

  /// For a person.
  public String title() {
    return title;
  }

  /// Whether it is made of silicon: quick, and not to be trusted before it was tried.
  public boolean hardware() {
    return compareTo(OPENH264) < 0;
  }

  public VideoCodec codec() {
    return this == MPEG4 ? VideoCodec.MPEG4 : VideoCodec.H264;
  }

  /// How the pictures must come, in the library's numbers.
  int pixels() {
    return pixels;
  }

  /// For the library, as `name=value:name=value`.
  String options() {
    return options;
  }

  /// Those in silicon.
  public static List<EncoderKind> ofHardware() {
    return Arrays.stream(values()).filter(EncoderKind::hardware).toList();
  }

  /// Those that run on any processor.
  public static List<EncoderKind> ofSoftware() {
    return Arrays.stream(values()).filter(kind -> !kind.hardware()).toList();
  }
}
