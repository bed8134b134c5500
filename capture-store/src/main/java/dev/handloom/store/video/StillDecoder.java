package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TIFF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.FrameFormat;
import java.io.Closeable;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// Pictures that are files of their own: PNG, JPEG, TIFF, WebP. Belongs to one thread.
public final class StillDecoder implements Closeable {
  private static final int BYTES_PER_PIXEL = 4;

  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer stride = new IntPointer(4);
  private @Nullable AVCodecContext decoder;
  private int opened = -1;
  private @Nullable SwsContext scaler;
  private boolean closed;

  private StillDecoder() {}

  public static StillDecoder create() throws VideoException {
    Ffmpeg.load();
    return new StillDecoder();
  }

  private static int codec(byte[] bytes) {
    if (bytes.length > 12) {
      if ((bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P') {
        return AV_CODEC_ID_PNG;
      }
      if ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
        return AV_CODEC_ID_MJPEG;
      }
      if ((bytes[0] == 'I' && bytes[1] == 'I') || (bytes[0] == 'M' && bytes[1] == 'M')) {
        return AV_CODEC_ID_TIFF;
      }
      if (bytes[0] == 'R' && bytes[8] == 'W') {
        return AV_CODEC_ID_WEBP;
      }
    }
    return -1;
  }

  /// Unpacks a picture.
  ///
  /// @throws VideoException where the bytes are none, or not whole
  public void decode(byte[] bytes) throws VideoException {
    int codec = codec(bytes);
    if (codec < 0) {
      throw new VideoException("The picture is neither PNG nor JPEG nor TIFF nor WebP");
    }
    AVCodecContext context = open(codec);
    Ffmpeg.check(av_new_packet(packet, bytes.length), "No memory for a picture");
    int code;
    try {
      packet.data().capacity(bytes.length).asByteBuffer().put(bytes);
      // Else the decoder of PNG adds the picture to the one before.
      packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
      code = avcodec_send_packet(context, packet);
      if (code >= 0) {
        code = avcodec_receive_frame(context, frame);
      }
    } finally {
      av_packet_unref(packet);
    }
    if (code < 0) {
      avcodec_flush_buffers(context);
      throw new VideoException("The picture cannot be decoded (" + Ffmpeg.reason(code) + ")");
    }
    if (frame.width() > FrameFormat.LARGEST_SIDE || frame.height() > FrameFormat.LARGEST_SIDE) {
      throw new VideoException("A picture cannot be " + frame.width() + "×" + frame.height());
    }
  }

  private AVCodecContext open(int codec) throws VideoException {
    AVCodecContext known = decoder;
    if (known != null && opened == codec) {
      return known;
    }
    if (known != null) {
      avcodec_free_context(known);
      decoder = null;
    }
    AVCodecContext made = avcodec_alloc_context3(avcodec_find_decoder(codec));
    made.thread_count(1);
    made.max_pixels((long) FrameFormat.LARGEST_SIDE * FrameFormat.LARGEST_SIDE);
    int code = avcodec_open2(made, null, (AVDictionary) null);
    if (code < 0) {
      avcodec_free_context(made);
      throw new VideoException("The decoder does not open: " + Ffmpeg.reason(code));
    }
    decoder = made;
    opened = codec;
    return made;
  }

  public int width() {
    return frame.width();
  }

  public int height() {
    return frame.height();
  }

  /// The picture that was decoded last, in this size, as BGRA.
  ///
  /// @param bgra direct and large enough
  public void read(int toWidth, int toHeight, ByteBuffer bgra) throws VideoException {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            toWidth,
            toHeight,
            AV_PIX_FMT_BGRA,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      scaler = null;
      throw new VideoException("Pictures of this kind cannot be converted");
    }
    stride.put(0, toWidth * BYTES_PER_PIXEL);
    try (BytePointer pixels = new BytePointer(bgra.duplicate().clear())) {
      target.put(0, pixels);
      sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), target, stride);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (scaler != null) {
        sws_freeContext(scaler);
      }
      AVCodecContext known = decoder;
      if (known != null) {
        avcodec_free_context(known);
      }
      av_frame_free(frame);
      av_packet_free(packet);
      target.close();
      stride.close();
    }
  }
}
