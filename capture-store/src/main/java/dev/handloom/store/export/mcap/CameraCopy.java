package dev.handloom.store.export.mcap;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.video.PacketReader;
import dev.handloom.store.video.VideoCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A camera: each record of a picture with the picture itself, as it is packed in the video, found
/// by its time there and held against its checksum.
final class CameraCopy implements StreamCopy {
  private final StreamSpec spec;
  private final Path video;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private final ExportRun.Steps steps;
  private final Kind kind;
  private final int channel;

  /// Null for a camera that failed before its first picture: it may have no video.
  private @Nullable PacketReader packets;

  /// What becomes of the pictures.
  private enum Kind {
    VIDEO(Foxglove.VIDEO),
    IMAGE(Foxglove.IMAGE),
    /// A codec that no published message has a word for: the records are messages, the video is
    /// attached.
    ATTACHED(Schemas.FRAME);

    private final String schema;

    Kind(String schema) {
      this.schema = schema;
    }

    static Kind of(String codec) {
      return codec.equals(VideoCodec.H264.id())
          ? VIDEO
          : codec.equals(VideoCodec.MJPEG.id()) ? IMAGE : ATTACHED;
    }
  }

  CameraCopy(
      StreamSpec spec,
      ExportSource source,
      String videoFile,
      ExportOutput out,
      PayloadWriter payload,
      ExportRun.Steps steps)
      throws IOException {
    this.spec = spec;
    this.out = out;
    this.payload = payload;
    this.steps = steps;
    video = source.bundle().video(videoFile);
    String codec = VideoCodec.H264.id();
    for (var camera : source.manifest().cameras()) {
      if (camera.stream().equals(spec.name()) && camera.frames() > 0) {
        packets = PacketReader.open(video);
        codec = packets.codec();
      }
    }
    kind = Kind.of(codec);
    Map<String, String> metadata = SpecCodec.write(spec);
    metadata.put("codec", codec);
    if (kind == Kind.ATTACHED) {
      close();
      metadata.put(SpecCodec.VIDEO_FILE, videoFile);
      out.attachVideo(video, source.manifest().times().startNanos());
    }
    channel = out.channel(kind.schema, Topics.of(spec.name()), metadata);
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public void copy(PayloadReader read) throws IOException {
    long capture = read.captureNanos();
    if (kind == Kind.ATTACHED) {
      out.message(channel, read.sequence(), read.arrivalNanos(), capture, read.message());
      return;
    }
    FrameRow row = read.frame();
    if (!row.encoded()) {
      // It came and never got into the video; the attached manifest says how many.
      return;
    }
    PacketReader picture = find(row);
    if (kind == Kind.VIDEO) {
      payload.video(capture, spec.device(), picture.bytes(), read.message());
    } else {
      payload.image(capture, spec.device(), picture.bytes(), read.message());
    }
    out.message(channel, read.sequence(), read.arrivalNanos(), capture, payload);
  }

  private PacketReader find(FrameRow row) throws IOException {
    PacketReader reader = packets;
    if (reader == null) {
      throw wrong("There is a record of a picture, and the manifest knows of none");
    }
    while (reader.ptsMicros() < row.ptsMicros()) {
      if (!reader.next()) {
        break;
      }
      steps.add(reader.bytes().byteSize());
    }
    if (reader.ptsMicros() != row.ptsMicros()) {
      throw wrong("The picture of record " + row.index() + " is not in the video");
    }
    if (reader.crc() != row.packetCrc() || reader.keyFrame() != row.keyFrame()) {
      throw wrong("Record " + row.index() + " does not fit its picture");
    }
    return reader;
  }

  private BundleException wrong(String what) {
    return new BundleException(what, "Check the episode", video);
  }

  @Override
  public void close() {
    if (packets != null) {
      packets.close();
    }
  }
}
