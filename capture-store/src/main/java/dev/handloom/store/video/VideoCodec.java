package dev.handloom.store.video;

/// How pictures are packed in a video file.
public enum VideoCodec {
  /// H.264 without B-frames.
  H264("h264"),
  /// MPEG-4 part 2: what there is where no H.264 encoder can be loaded. Larger files.
  MPEG4("mpeg4"),
  /// JPEG pictures as the camera made them.
  MJPEG("mjpeg");

  private final String id;

  VideoCodec(String id) {
    this.id = id;
  }

  /// As written in a manifest, and as ffprobe calls it.
  public String id() {
    return id;
  }
}
