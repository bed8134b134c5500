package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.FrameFormat;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

/// One packet in, one picture out; and into BGRA where it is to be seen.
final class FrameDecoder implements AutoCloseable {
  private static final int BYTES_PER_PIXEL = 4;

  private final Path path;
  private final String codec;
  private final int width;
  private final int height;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetStride = new IntPointer(4);
  private @Nullable SwsContext scaler;

  FrameDecoder(AVCodecParameters parameters, Path path) throws VideoException {
    this.path = path;
    width = parameters.width();
    height = parameters.height();
    if (width < 1
        || height < 1
        || width > FrameFormat.LARGEST_SIDE
        || height > FrameFormat.LARGEST_SIDE) {
      throw new VideoException("Pictures cannot be " + width + "×" + height + ": " + path);
    }
    codec = avcodec_get_name(parameters.codec_id()).getString();
    AVCodec found = avcodec_find_decoder(parameters.codec_id());
    if (found == null) {
      throw new VideoException("There is no decoder for " + codec + ": " + path);
    }
    context = avcodec_alloc_context3(found);
    avcodec_parameters_to_context(context, parameters);
    // Without B-frames a picture is ready when its packet is in.
    context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
    context.thread_count(1);
    int code = avcodec_open2(context, found, (AVDictionary) null);
    if (code < 0) {
      avcodec_free_context(context);
      throw new VideoException("The decoder does not open (" + Ffmpeg.reason(code) + "): " + path);
    }
    frame = av_frame_alloc();
    targetStride.put(0, width * BYTES_PER_PIXEL);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  String codec() {
    return codec;
  }

  /// Decodes a packet; what comes back is good until the next call.
  AVFrame decode(AVPacket packet) throws VideoException {
    int code = avcodec_send_packet(context, packet);
    if (code >= 0) {
      code = avcodec_receive_frame(context, frame);
    }
    if (code < 0) {
      throw new VideoException(
          "A picture cannot be decoded (" + Ffmpeg.reason(code) + "): " + path);
    }
    if (frame.width() != width || frame.height() != height) {
      throw new VideoException(
          "The picture changes to " + frame.width() + "×" + frame.height() + ": " + path);
    }
    return frame;
  }

  /// Converts a decoded picture into a direct buffer.
  void convert(AVFrame picture, ByteBuffer bgra) {
    scaler =
        sws_getCachedContext(
            scaler,
            width,
            height,
            picture.format(),
            width,
            height,
            AV_PIX_FMT_BGRA,
            SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (bgra.remaining() < width * height * BYTES_PER_PIXEL) {
      throw new IllegalArgumentException(
          bgra.remaining() + " bytes cannot hold " + width + "×" + height + " pixels");
    }
    // Held until the end: a buffer that nobody looks at afterwards could be freed while it is
    // written.
    try (BytePointer pixels = new BytePointer(bgra)) {
      target.put(0, pixels);
      sws_scale(scaler, picture.data(), picture.linesize(), 0, height, target, targetStride);
    } finally {
      Reference.reachabilityFence(bgra);
    }
  }

  void flush() {
    avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
    }
    av_frame_free(frame);
    avcodec_free_context(context);
    target.close();
    targetStride.close();
  }
}
