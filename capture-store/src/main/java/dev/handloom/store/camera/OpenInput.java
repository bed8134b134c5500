package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.handloom.store.video.Ffmpeg;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// An input of the video library, open. Belongs to the thread that opened it.
final class OpenInput implements AutoCloseable {
  private final Input input;
  private final Patience patience;
  private final AVFormatContext context;
  private final AVPacket packet;
  private final AVStream video;

  private OpenInput(Input input, Patience patience, AVFormatContext context, AVStream video) {
    this.input = input;
    this.patience = patience;
    this.context = context;
    this.video = video;
    packet = av_packet_alloc();
  }

  /// Opens an input, however long that may take.
  ///
  /// @param watch told of the patience as soon as there is one, so that another thread can end it
  static OpenInput open(Input input, java.util.function.Consumer<Patience> watch)
      throws IOException {
    Ffmpeg.load();
    avformat_network_init();
    AVInputFormat format = null;
    if (!input.format().isEmpty()) {
      avdevice_register_all();
      format = av_find_input_format(input.format());
      if (format == null) {
        throw new IOException(
            "The video library of this system has no " + input.format() + ": " + input.shown());
      }
    }
    AVFormatContext context = avformat_alloc_context();
    Patience patience = Patience.over(context);
    watch.accept(patience);
    AVDictionary options = new AVDictionary(null);
    try {
      input.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
      patience.last(input.openNanos());
      // When it fails it frees the context.
      int code = avformat_open_input(context, input.url(), format, options);
      if (code < 0) {
        throw Trouble.opening(patience.ranOut() ? AVERROR_EXIT() : code, input);
      }
    } catch (IOException | RuntimeException e) {
      patience.close();
      throw e;
    } finally {
      av_dict_free(options);
    }
    AVStream video = pictures(context);
    if (video == null) {
      avformat_close_input(context);
      patience.close();
      throw new IOException("There are no pictures in it: " + input.shown());
    }
    return new OpenInput(input, patience, context, video);
  }

  private static @Nullable AVStream pictures(AVFormatContext context) {
    for (int i = 0; i < context.nb_streams(); i++) {
      if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        return context.streams(i);
      }
    }
    return null;
  }

  AVFormatContext context() {
    return context;
  }

  AVStream video() {
    return video;
  }

  /// Waits for the next packet of the pictures; it is good until the next call.
  ///
  /// @return null after the last one
  /// @throws IOException when there is nothing more to be had from it
  @Nullable AVPacket read() throws IOException {
    while (true) {
      av_packet_unref(packet);
      patience.last(input.silenceNanos());
      int code = av_read_frame(context, packet);
      if (code == Trouble.END) {
        return null;
      }
      if (code == AVERROR_EAGAIN() && !patience.ended()) {
        // Some camera systems have no call that waits.
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L);
        continue;
      }
      if (code < 0) {
        throw patience.ranOut() ? Trouble.silent(input) : Trouble.reading(code, input);
      }
      if (packet.stream_index() == video.index()) {
        return packet;
      }
    }
  }

  @Override
  public void close() {
    // Saying goodbye may wait for an answer.
    patience.last(500_000_000L);
    av_packet_free(packet);
    avformat_close_input(context);
    patience.close();
  }
}
