package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;

/// Pictures in the memory of a graphics device, for an encoder that takes no others.
final class HardwareFrames implements AutoCloseable {
  /// One being filled, one being read, and some that the encoder refers back to.
  private static final int POOL = 8;

  private final AVBufferRef device;
  private final AVBufferRef frames;
  private final AVFrame frame = av_frame_alloc();

  private HardwareFrames(AVBufferRef device, AVBufferRef frames) {
    this.device = device;
    this.frames = frames;
  }

  /// On the first device that VAAPI knows.
  static HardwareFrames vaapi(int width, int height) throws VideoException {
    AVBufferRef device = new AVBufferRef(null);
    Ffmpeg.check(
        av_hwdevice_ctx_create(
            device, AV_HWDEVICE_TYPE_VAAPI, (String) null, (AVDictionary) null, 0),
        "No graphics device opens");
    AVBufferRef frames = av_hwframe_ctx_alloc(device);
    AVHWFramesContext context = new AVHWFramesContext(frames.data());
    context.format(AV_PIX_FMT_VAAPI).sw_format(AV_PIX_FMT_NV12).width(width).height(height);
    context.initial_pool_size(POOL);
    int code = av_hwframe_ctx_init(frames);
    if (code < 0) {
      av_buffer_unref(frames);
      av_buffer_unref(device);
      throw new VideoException(
          "The graphics device has no room for pictures: " + Ffmpeg.reason(code));
    }
    return new HardwareFrames(device, frames);
  }

  int pixels() {
    return AV_PIX_FMT_VAAPI;
  }

  /// A reference that its taker frees.
  AVBufferRef reference() {
    return av_buffer_ref(frames);
  }

  /// Copies a picture over; good until the next call.
  AVFrame of(AVFrame picture) throws VideoException {
    av_frame_unref(frame);
    Ffmpeg.check(av_hwframe_get_buffer(frames, frame, 0), "No memory on the graphics device");
    Ffmpeg.check(
        av_hwframe_transfer_data(frame, picture, 0),
        "A picture does not reach the graphics device");
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_buffer_unref(frames);
    av_buffer_unref(device);
  }
}
