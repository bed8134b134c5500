package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WRAPPED_AVFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/// Opens and reads an input on a thread of its own and stamps what comes, so that neither a camera
/// that does not answer nor the work of unpacking keeps anybody waiting.
final class Feed implements AutoCloseable {
  /// Two seconds of pictures; a reader that is further behind will not catch up.
  private static final int MOST_WAITING = 64;

  private static final long GOODBYE_MILLIS = 1000;

  /// A packed picture as it came; whoever takes it frees it.
  ///
  /// @param ticks its time by the camera, in the input's own units; [Sample#NO_TICKS] without
  /// @param wallMicros its time of day by the camera's reports; [Sample#NO_TICKS] without
  record Came(AVPacket packet, long ticks, long wallMicros, long arrivalNanos)
      implements AutoCloseable {
    boolean key() {
      return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    @Override
    public void close() {
      av_packet_free(packet);
    }
  }

  /// What the pictures of an open input are.
  ///
  /// @param parameters freed by the feed
  /// @param alone whether each can be unpacked without those before
  /// @param unitNumerator seconds of a tick
  record Kind(
      AVCodecParameters parameters, boolean alone, int unitNumerator, int unitDenominator) {}

  private final Input input;
  private final BlockingQueue<Came> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable Patience patience;
  private volatile @Nullable Kind kind;
  private volatile @Nullable IOException failure;
  private volatile boolean closed;

  /// @param name of the camera, for the thread
  Feed(Input input, String name) {
    this.input = input;
    thread = Thread.ofPlatform().name("camera " + name).daemon(true).start(this::run);
  }

  private void run() {
    try (OpenInput open = OpenInput.open(input, this::watch)) {
      AVCodecParameters parameters = avcodec_parameters_alloc();
      avcodec_parameters_copy(parameters, open.video().codecpar());
      AVCodecDescriptor codec = avcodec_descriptor_get(parameters.codec_id());
      boolean alone =
          parameters.codec_id() == AV_CODEC_ID_WRAPPED_AVFRAME
              || (codec != null && (codec.props() & AV_CODEC_PROP_INTRA_ONLY) != 0);
      kind =
          new Kind(
              parameters, alone, open.video().time_base().num(), open.video().time_base().den());
      read(open, alone);
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException | LinkageError e) {
      failure = new IOException("The video library failed (" + e + "): " + input.shown(), e);
    }
  }

  private void watch(Patience made) {
    patience = made;
    if (closed) {
      made.end();
    }
  }

  private void read(OpenInput open, boolean alone) throws IOException {
    boolean broken = false;
    while (!closed) {
      AVPacket packet = open.read();
      if (packet == null) {
        throw new IOException("The camera has ended its stream: " + input.shown());
      }
      long now = StudioClock.now();
      boolean key = alone || (packet.flags() & AV_PKT_FLAG_KEY) != 0;
      if (broken && !key) {
        // Without the one before, it cannot be unpacked.
        dropped.incrementAndGet();
        continue;
      }
      Came came = new Came(av_packet_clone(packet), ticks(packet), wallMicros(packet), now);
      broken = !waiting.offer(came);
      if (broken) {
        came.close();
        dropped.incrementAndGet();
      }
    }
  }

  private static long ticks(AVPacket packet) {
    return packet.pts() == AV_NOPTS_VALUE ? Sample.NO_TICKS : packet.pts();
  }

  /// From the camera's sender reports (RFC 3550): the time of day in microseconds since 1970.
  private static long wallMicros(AVPacket packet) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      BytePointer found = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, size);
      return found == null || found.isNull() || size.get() < Long.BYTES
          ? Sample.NO_TICKS
          : new LongPointer(found).get();
    }
  }

  /// What its pictures are; null until it is open.
  @Nullable Kind kind() {
    return kind;
  }

  /// Waits for the next picture, for so long at most.
  ///
  /// @throws IOException when no more will come
  @Nullable Came next(int waitMillis) throws IOException {
    try {
      Came came = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
      IOException why = failure;
      if (came == null && why != null) {
        came = waiting.poll();
        if (came == null) {
          throw why;
        }
      }
      return came;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + input.shown(), e);
    }
  }

  /// How many packets had to be left out since the last call, because nobody took them in time.
  long dropped() {
    return dropped.getAndSet(0);
  }

  @Override
  public void close() {
    closed = true;
    Patience ending = patience;
    if (ending != null) {
      ending.end();
    }
    try {
      thread.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Came came = waiting.poll(); came != null; came = waiting.poll()) {
      came.close();
    }
    Kind known = kind;
    if (known != null && !thread.isAlive()) {
      kind = null;
      avcodec_parameters_free(known.parameters());
    }
  }
}
