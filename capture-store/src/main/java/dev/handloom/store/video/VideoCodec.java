package dev.handloom.store.video;

/// How pictures are packed in a video file.
public enum VideoCodec {
  /// H.264, constrained baseline, by Cisco's OpenH264.
  H264("libopenh264", "h264"),
  /// MPEG-4 part 2: what there is where OpenH264 cannot be loaded. Larger files.
  MPEG4("mpeg4", "mpeg4"),
  /// JPEG pictures as the camera made them.
  MJPEG("", "mjpeg");

  private final String encoder;
  private final String id;

  VideoCodec(String encoder, String id) {
    this.encoder = encoder;
    this.id = id;
  }

  /// The encoder's name in the library; empty where nothing is encoded.
  String encoder() {
    return encoder;
  }

  /// As written in a manifest, and as ffprobe calls it.
  public String id() {
    return id;
  }
}
