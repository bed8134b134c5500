package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.Ffmpeg;
import dev.handloom.store.video.VideoException;
import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// Unpacks what a camera sends. A picture may take several packets, and with B-frames pictures come
/// in another order than their packets.
final class Unpacker implements AutoCloseable {
  private static final int BYTES_PER_PIXEL = 4;

  private final String codec;
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetStride = new IntPointer(4);
  private @Nullable SwsContext scaler;
  private @Nullable MemorySegment mapped;

  /// @param shown where the pictures come from, for messages
  Unpacker(AVCodecParameters parameters, String shown) throws VideoException {
    codec = avcodec_get_name(parameters.codec_id()).getString();
    AVCodec found = avcodec_find_decoder(parameters.codec_id());
    if (found == null) {
      throw new VideoException(
          "Its pictures are packed as " + codec + ", which the studio cannot unpack: " + shown);
    }
    context = avcodec_alloc_context3(found);
    avcodec_parameters_to_context(context, parameters);
    // More threads would hold pictures back.
    context.thread_count(1);
    int code = avcodec_open2(context, found, (AVDictionary) null);
    if (code < 0) {
      close();
      throw new VideoException("The decoder does not open (" + Ffmpeg.reason(code) + "): " + shown);
    }
  }

  String codec() {
    return codec;
  }

  /// Takes a packet; null tells that there are no more.
  ///
  /// @return false if it cannot be unpacked
  boolean take(@Nullable AVPacket packet) {
    return avcodec_send_packet(context, packet) >= 0;
  }

  /// Whether another picture is ready; asked until it is not.
  boolean next() {
    return avcodec_receive_frame(context, frame) >= 0;
  }

  int width() {
    return frame.width();
  }

  int height() {
    return frame.height();
  }

  /// Whether parts of the picture are made up, because what it builds on never came.
  boolean damaged() {
    return frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0;
  }

  /// The picture's time, as its packet had it; [Sample#NO_TICKS] without.
  long ticks() {
    return frame.pts() == AV_NOPTS_VALUE ? Sample.NO_TICKS : frame.pts();
  }

  /// The same, guessed from its neighbours where the packets have none.
  long likelyTicks() {
    return frame.best_effort_timestamp() == AV_NOPTS_VALUE
        ? Sample.NO_TICKS
        : frame.best_effort_timestamp();
  }

  /// Writes the picture out; there must be room for it.
  void write(MemorySegment bgra) {
    int width = frame.width();
    int height = frame.height();
    scaler =
        sws_getCachedContext(
            scaler,
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGRA,
            SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (!bgra.equals(mapped)) {
      mapped = bgra;
      target.put(0, new BytePointer(bgra.asByteBuffer()));
    }
    targetStride.put(0, width * BYTES_PER_PIXEL);
    sws_scale(scaler, frame.data(), frame.linesize(), 0, height, target, targetStride);
  }

  /// Forgets what it holds: what comes next does not follow on what came before.
  void flush() {
    avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
    av_frame_free(frame);
    avcodec_free_context(context);
    target.close();
    targetStride.close();
  }
}
