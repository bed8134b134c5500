package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Any picture of a video, exactly: found by its time in the file, decoded from the key frame
/// before it. Reads finished files and what a crash left of unfinished ones.
public final class VideoReader implements Closeable {
  /// From libavformat's avformat.h; JavaCPP leaves it out.
  private static final int AVINDEX_KEYFRAME = 1;

  private final Path path;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVStream stream;
  private final FrameDecoder decoder;
  private final AVPacket packet;
  private final FrameCache cache;
  private long[] ptsMicros = new long[0];
  private boolean[] keys = new boolean[0];
  private long[] offsets = new long[0];
  private int[] sizes = new int[0];

  /// The picture that the decoder will give next when fed on; -1 when it must seek.
  private int next = -1;

  private boolean closed;

  private VideoReader(Path path) throws IOException {
    this.path = path;
    packet = av_packet_alloc();
    AVStream found = null;
    FrameDecoder opened = null;
    FrameCache made = null;
    try {
      check(avformat_open_input(context, path.toString(), null, (AVDictionary) null));
      check(avformat_find_stream_info(context, (AVDictionary) null));
      for (int i = 0; i < context.nb_streams() && found == null; i++) {
        AVStream candidate = context.streams(i);
        if (candidate.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
          found = candidate;
        }
      }
      if (found == null) {
        throw new VideoException("There is no picture in this file: " + path);
      }
      stream = found;
      opened = new FrameDecoder(found.codecpar(), path);
      decoder = opened;
      made = new FrameCache(decoder.width() * decoder.height());
      cache = made;
      index();
    } catch (IOException | RuntimeException e) {
      free(opened, made);
      throw e;
    }
  }

  /// Opens a video. One that holds no whole picture is refused.
  public static VideoReader open(Path path) throws IOException {
    Ffmpeg.load();
    if (!Files.isRegularFile(path)) {
      throw new VideoException("The video is missing: " + path);
    }
    Mp4Claims.check(path);
    return new VideoReader(path);
  }

  private void index() throws IOException {
    int known = avformat_index_get_entries_count(stream);
    if (known > 0 && known == stream.nb_frames()) {
      ptsMicros = new long[known];
      keys = new boolean[known];
      offsets = new long[known];
      sizes = new int[known];
      for (int i = 0; i < known; i++) {
        AVIndexEntry entry = avformat_index_get_entry(stream, i);
        ptsMicros[i] = micros(entry.timestamp());
        keys[i] = (entry.flags() & AVINDEX_KEYFRAME) != 0;
        offsets[i] = entry.pos();
        sizes[i] = entry.size();
      }
    } else {
      scan();
    }
    if (ptsMicros.length == 0) {
      throw new VideoException("There is no whole picture in this video: " + path);
    }
    for (int i = 1; i < ptsMicros.length; i++) {
      if (ptsMicros[i] <= ptsMicros[i - 1]) {
        throw new VideoException("The pictures of this video are not in order: " + path);
      }
    }
  }

  /// A file without its end has no index: look at every packet once.
  private void scan() {
    int count = 0;
    while (av_read_frame(context, packet) >= 0) {
      // The last packet of a file that was cut is there in part.
      boolean whole = (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0;
      if (whole && packet.stream_index() == stream.index()) {
        if (count == ptsMicros.length) {
          ptsMicros = Arrays.copyOf(ptsMicros, Math.max(256, 2 * count));
          keys = Arrays.copyOf(keys, ptsMicros.length);
          offsets = Arrays.copyOf(offsets, ptsMicros.length);
          sizes = Arrays.copyOf(sizes, ptsMicros.length);
        }
        ptsMicros[count] = micros(packet.pts());
        offsets[count] = packet.pos();
        sizes[count] = packet.size();
        keys[count++] = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
      }
      av_packet_unref(packet);
    }
    ptsMicros = Arrays.copyOf(ptsMicros, count);
    keys = Arrays.copyOf(keys, count);
    offsets = Arrays.copyOf(offsets, count);
    sizes = Arrays.copyOf(sizes, count);
  }

  private long micros(long ticks) {
    long den = stream.time_base().den();
    long num = stream.time_base().num();
    return den == VideoEncoder.TICKS_PER_SECOND && num == 1
        ? ticks
        : Math.round((double) ticks * num * VideoEncoder.TICKS_PER_SECOND / den);
  }

  public int width() {
    return decoder.width();
  }

  public int height() {
    return decoder.height();
  }

  /// The codec's name, as `h264`.
  public String codec() {
    return decoder.codec();
  }

  /// How many pictures can be read.
  public int frameCount() {
    return ptsMicros.length;
  }

  /// The time of a picture in the file.
  public long ptsMicros(int frame) {
    return ptsMicros[frame];
  }

  /// Whether a picture can be decoded without those before it.
  public boolean keyFrame(int frame) {
    return keys[frame];
  }

  /// Where in the file a packed picture begins, as the file's own index says.
  public long byteOffset(int frame) {
    return offsets[frame];
  }

  /// How many bytes of the file a packed picture takes.
  public int packetBytes(int frame) {
    return sizes[frame];
  }

  /// The picture of exactly that time, or -1.
  public int frameAt(long pts) {
    int found = Arrays.binarySearch(ptsMicros, pts);
    return found < 0 ? -1 : found;
  }

  /// Copies a picture out as BGRA, from the buffer's position on, which stays where it is.
  public void read(int frame, ByteBuffer bgra) throws IOException {
    decoder.convert(picture(frame), bgra.slice());
  }

  /// A picture as it was decoded, good until the next one is asked for.
  AVFrame picture(int frame) throws IOException {
    if (closed) {
      throw new IllegalStateException("The video is closed: " + path);
    }
    if (frame < 0 || frame >= ptsMicros.length) {
      throw new IndexOutOfBoundsException("Picture " + frame + " of " + ptsMicros.length);
    }
    AVFrame picture = cache.find(frame);
    if (picture == null) {
      decodeTo(frame);
      picture = cache.find(frame);
      if (picture == null) {
        throw new VideoException("Picture " + frame + " cannot be decoded: " + path);
      }
    }
    return picture;
  }

  /// Brings a picture nearer to hand, so that [#read] is quick: decodes one picture at most.
  ///
  /// @return whether it is at hand now
  public boolean prepare(int frame) throws IOException {
    if (cache.holds(frame)) {
      return true;
    }
    int key = keyFrameOf(frame);
    if (next < key || next > frame) {
      seek(key);
    }
    decodeNext(frame);
    return cache.holds(frame);
  }

  /// Whether [#read] finds a picture decoded.
  public boolean atHand(int frame) {
    return cache.holds(frame);
  }

  /// The picture that must be decoded first for this one: itself or one before it.
  public int keyFrameOf(int frame) {
    int key = frame;
    while (key > 0 && !keys[key]) {
      key--;
    }
    return key;
  }

  /// The checksum of every packed picture, as its encoder gave it. Reads the whole file.
  public int[] packetCrcs() throws IOException {
    int[] crcs = new int[ptsMicros.length];
    PacketChecksum checksum = new PacketChecksum(decoder.codec().equals(VideoCodec.H264.id()));
    seek(0);
    next = -1;
    int code = 0;
    for (int read = 0; read < crcs.length && code >= 0; ) {
      code = av_read_frame(context, packet);
      if (code >= 0 && packet.stream_index() == stream.index()) {
        int index = frameAt(micros(packet.pts()));
        if (index >= 0) {
          crcs[index] = checksum.ofStored(packet.data().capacity(packet.size()).asByteBuffer());
        }
        read++;
      }
      av_packet_unref(packet);
    }
    return crcs;
  }

  private void decodeTo(int frame) throws IOException {
    int key = keyFrameOf(frame);
    if (next < key || next > frame) {
      seek(key);
    }
    while (next <= frame) {
      decodeNext(frame);
    }
  }

  /// @param wanted for the message only
  private void decodeNext(int wanted) throws IOException {
    boolean decoded = false;
    while (!decoded) {
      int code = av_read_frame(context, packet);
      if (code < 0) {
        next = -1;
        throw new VideoException(
            "Picture " + wanted + " cannot be read (" + Ffmpeg.reason(code) + "): " + path);
      }
      try {
        if (packet.stream_index() == stream.index()) {
          int index = frameAt(micros(packet.pts()));
          if (index < 0) {
            throw new VideoException("A picture has a time of its own: " + path);
          }
          next = -1;
          cache.keep(index, decoder.decode(packet));
          next = index + 1;
          decoded = true;
        }
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  private void seek(int key) throws VideoException {
    long ticks =
        ptsMicros[key]
            * stream.time_base().den()
            / stream.time_base().num()
            / VideoEncoder.TICKS_PER_SECOND;
    check(av_seek_frame(context, stream.index(), ticks, AVSEEK_FLAG_BACKWARD));
    decoder.flush();
    next = key;
  }

  private void check(int code) throws VideoException {
    if (code < 0) {
      throw new VideoException("This video cannot be read (" + Ffmpeg.reason(code) + "): " + path);
    }
  }

  private void free(@Nullable FrameDecoder opened, @Nullable FrameCache made) {
    if (made != null) {
      made.close();
    }
    if (opened != null) {
      opened.close();
    }
    av_packet_free(packet);
    avformat_close_input(context);
    closed = true;
  }

  @Override
  public void close() {
    if (!closed) {
      free(decoder, cache);
    }
  }
}
