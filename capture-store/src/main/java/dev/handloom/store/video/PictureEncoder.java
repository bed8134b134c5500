package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encodes uncoded pictures, in hardware where that was tried and works. Hardware that fails in the
/// middle is followed by software in the same file.
final class PictureEncoder implements VideoEncoder {
  /// Opens what takes over from hardware that failed.
  @FunctionalInterface
  interface Successor {
    PictureCodec open() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(PictureEncoder.class);

  private final FrameFormat format;
  private final Successor successor;
  private final VideoTarget.Sink muxer;
  private final AVPacket packet = av_packet_alloc();
  private final ArrayDeque<Long> inside = new ArrayDeque<>();
  private final ArrayDeque<PackedPicture> packed = new ArrayDeque<>();
  private PictureCodec codec;
  private @Nullable ParameterSets sets;
  private String changed = "";

  /// The first encoder that opens: the best that is known to work, then those in software.
  static PictureEncoder open(FrameFormat format, double nominalHz, VideoTarget target)
      throws IOException {
    List<EncoderKind> kinds = new ArrayList<>();
    EncoderKind hardware = Encoders.shared().best(format);
    if (hardware != null) {
      kinds.add(hardware);
    }
    kinds.addAll(EncoderKind.ofSoftware());
    return of(firstOf(kinds, format, nominalHz), format, nominalHz, target);
  }

  /// With this encoder and no other, unless it is hardware and fails.
  static PictureEncoder open(
      EncoderKind kind, FrameFormat format, double nominalHz, VideoTarget target)
      throws IOException {
    return of(firstOf(List.of(kind), format, nominalHz), format, nominalHz, target);
  }

  private static PictureEncoder of(
      PictureCodec codec, FrameFormat format, double nominalHz, VideoTarget target)
      throws IOException {
    return new PictureEncoder(
        codec, () -> firstOf(EncoderKind.ofSoftware(), format, nominalHz), format, target);
  }

  private static PictureCodec firstOf(List<EncoderKind> kinds, FrameFormat format, double nominalHz)
      throws VideoException {
    List<String> reasons = new ArrayList<>();
    for (EncoderKind kind : kinds) {
      try {
        return FfmpegCodec.open(kind, format, nominalHz, "");
      } catch (VideoException e) {
        reasons.add(String.valueOf(e.getMessage()));
        if (kind.hardware()) {
          Encoders.shared().failed(kind, format, String.valueOf(e.getMessage()));
        }
      }
    }
    String all = String.join(", ", reasons);
    throw new VideoException(kinds.size() == 1 ? all : "No encoder could be opened: " + all);
  }

  /// @param codec closed with this
  /// @param successor asked once if hardware fails
  PictureEncoder(PictureCodec codec, Successor successor, FrameFormat format, VideoTarget target)
      throws IOException {
    this.codec = codec;
    this.successor = successor;
    this.format = format;
    // A decoder that has seen the sets of one encoder must see those of the other again when it
    // jumps back: in a file that may come to hold both, every key frame brings its own.
    sets = codec.kind().hardware() ? new ParameterSets(codec.parameterSets()) : null;
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      codec.describe(parameters);
      muxer = target.open(parameters);
    } catch (IOException | RuntimeException e) {
      av_packet_free(packet);
      codec.close();
      throw e;
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  @Override
  public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
    if (length != format.capacity()) {
      throw new VideoException(
          "A picture of " + length + " bytes is not " + format.width() + "×" + format.height());
    }
    try {
      pass(picture, length, ptsMicros);
    } catch (CodecFailed e) {
      // The picture at hand is tried again.
      inside.removeLastOccurrence(ptsMicros);
      takeOver(e.reason());
      pass(picture, length, ptsMicros);
    }
  }

  /// The encoder failed, not the disk.
  private static final class CodecFailed extends IOException {
    private static final long serialVersionUID = 1L;

    CodecFailed(VideoException cause) {
      super(cause.getMessage(), cause);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private void pass(MemorySegment picture, int length, long ptsMicros) throws IOException {
    try {
      codec.send(picture, length, ptsMicros);
    } catch (VideoException e) {
      throw new CodecFailed(e);
    }
    inside.add(ptsMicros);
    fetch();
  }

  private void fetch() throws IOException {
    while (true) {
      try {
        if (!codec.receive(packet)) {
          return;
        }
      } catch (VideoException e) {
        throw new CodecFailed(e);
      }
      try {
        Long pts = inside.poll();
        if (pts == null) {
          throw new VideoException("The encoder gave a picture that it was not given");
        }
        AVPacket whole = packet;
        if (sets != null && (packet.flags() & AV_PKT_FLAG_KEY) != 0) {
          whole = sets.inFrontOf(packet);
        }
        packed.add(muxer.write(whole, pts));
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  /// Goes on in software. The pictures that the hardware had not given back are lost, and told of.
  private void takeOver(String reason) throws IOException {
    if (!codec.kind().hardware() || !changed.isEmpty()) {
      throw new VideoException(reason);
    }
    EncoderKind failed = codec.kind();
    LOG.error("{} failed in the middle of a video: {}", failed.title(), reason);
    Encoders.shared().failed(failed, format, reason);
    PictureCodec next = successor.open();
    if (next.kind().codec() != failed.codec()) {
      next.close();
      throw new VideoException(reason + ", and there is no other encoder for the same file");
    }
    codec.close();
    codec = next;
    sets = new ParameterSets(next.parameterSets());
    changed = failed.title() + " failed (" + reason + "), " + next.kind().title() + " took over";
    loseWhatIsInside();
  }

  @Override
  public void keyFrameNext() {
    codec.keyFrameNext();
  }

  @Override
  public VideoCodec codec() {
    return codec.kind().codec();
  }

  @Override
  public String title() {
    return codec.kind().title();
  }

  @Override
  public String changed() {
    return changed;
  }

  @Override
  public @Nullable PackedPicture poll() {
    return packed.poll();
  }

  @Override
  public void finish() throws IOException {
    try {
      end();
    } catch (CodecFailed e) {
      LOG.error("{} did not come to its end: {}", codec.kind().title(), e.reason());
    }
    loseWhatIsInside();
    muxer.finish();
  }

  private void end() throws IOException {
    try {
      codec.sendEnd();
    } catch (VideoException e) {
      throw new CodecFailed(e);
    }
    fetch();
  }

  private void loseWhatIsInside() {
    for (long pts : inside) {
      packed.add(PackedPicture.lost(pts));
    }
    inside.clear();
  }

  @Override
  public void close() {
    muxer.close();
    codec.close();
    av_packet_free(packet);
    if (sets != null) {
      sets.close();
    }
  }
}
