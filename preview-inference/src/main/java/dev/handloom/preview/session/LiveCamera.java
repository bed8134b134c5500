package dev.handloom.preview.session;

import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.preview.example.Scaler;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.model.Picture;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The last seconds of a live camera, in a model's size: of each look the newest picture. Belongs
/// to one thread.
final class LiveCamera implements AutoCloseable {
  private record Kept(long nanos, Picture picture) {}

  private final View view;
  private final long keepNanos;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private @Nullable LiveStream stream;
  private @Nullable Sample sample;
  private @Nullable Scaler scaler;
  private @Nullable JpegDecoder decoder;
  private @Nullable ByteBuffer unpacked;
  private long seen;
  private String trouble = "";

  LiveCamera(View view, long keepNanos) {
    this.view = view;
    this.keepNanos = keepNanos;
  }

  /// Takes the newest picture, if there is a newer one.
  void look(Hub hub) {
    LiveStream now = hub.find(view.camera()).orElse(null);
    FrameFormat format = now == null ? null : now.spec().frame();
    if (now == null || format == null) {
      return;
    }
    Sample into = sample;
    if (!now.equals(stream) || into == null) {
      release();
      stream = now;
      seen = 0;
      into = new Sample(now.spec());
      sample = into;
    }
    long published = now.ring().published();
    if (published == seen || !now.ring().latest(into)) {
      return;
    }
    seen = published;
    if (!kept.isEmpty() && into.captureNanos <= kept.getLast().nanos()) {
      return;
    }
    try {
      kept.addLast(new Kept(into.captureNanos, scaled(into, format)));
      trouble = "";
    } catch (IOException e) {
      // The next one may be whole.
      trouble = "The last picture of the " + SaidOf.stream(view.camera()) + " cannot be read";
      return;
    }
    while (kept.getFirst().nanos() < into.captureNanos - keepNanos) {
      kept.removeFirst();
    }
  }

  private Picture scaled(Sample from, FrameFormat format) throws IOException {
    ByteBuffer bgra = bgra(from, format);
    Scaler fitting = scaler;
    if (fitting == null || !fitting.takes(format.width(), format.height())) {
      fitting =
          new Scaler(format.width(), format.height(), view.width(), view.height(), view.fit());
      scaler = fitting;
    }
    return fitting.scale(bgra);
  }

  private ByteBuffer bgra(Sample from, FrameFormat format) throws IOException {
    if (from.payloadLength == 0) {
      throw new IOException("An empty picture");
    }
    if (format.pixels() == FrameFormat.Pixels.BGRA) {
      return from.payload.asByteBuffer();
    }
    JpegDecoder open = decoder;
    ByteBuffer into = unpacked;
    if (open == null || into == null) {
      open = new JpegDecoder(format.width(), format.height(), view.camera());
      decoder = open;
      into = ByteBuffer.allocateDirect(format.capacity());
      unpacked = into;
    }
    open.decode(from.payload, from.payloadLength, into.clear());
    return into;
  }

  boolean empty() {
    return kept.isEmpty();
  }

  long newest() {
    return kept.isEmpty() ? Long.MIN_VALUE : kept.getLast().nanos();
  }

  /// What is wrong with its pictures, for a person; empty while all is well.
  String trouble() {
    return trouble;
  }

  /// The picture nearest to a time, no farther than that; nothing else.
  @Nullable Picture nearest(long nanos, long farthest) {
    Kept best = null;
    for (Kept each : kept) {
      if (best == null || Math.abs(each.nanos() - nanos) < Math.abs(best.nanos() - nanos)) {
        best = each;
      }
    }
    return best == null || Math.abs(best.nanos() - nanos) > farthest ? null : best.picture();
  }

  private void release() {
    JpegDecoder open = decoder;
    if (open != null) {
      open.close();
    }
    decoder = null;
    unpacked = null;
    sample = null;
  }

  @Override
  public void close() {
    release();
    kept.clear();
  }
}
