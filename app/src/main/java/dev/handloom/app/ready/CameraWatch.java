package dev.handloom.app.ready;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the newest picture of one camera now and then. One thread.
final class CameraWatch implements AutoCloseable {
  /// The same picture for so long is a camera that stands still.
  private static final long FROZEN_NANOS = 2_500_000_000L;

  private final LiveStream stream;
  private final FrameFormat format;
  private final String subject;
  private final Sample newest;
  private @Nullable JpegDecoder decoder;
  private @Nullable ByteBuffer unpacked;
  private long seen;
  private long print;
  private long sameSinceNanos;
  private boolean frozen;
  private PictureLook.Fault fault = PictureLook.Fault.NONE;

  CameraWatch(LiveStream stream, String subject) {
    this.stream = stream;
    this.subject = subject;
    format = Objects.requireNonNull(stream.spec().frame(), "a video stream has a format");
    newest = new Sample(stream.spec());
  }

  /// What is wrong with its pictures; empty when they are fit, or when none came.
  Optional<ReadyItem> look() throws IOException {
    long published = stream.ring().published();
    if (published != seen && stream.ring().latest(newest)) {
      seen = published;
      judge(PictureLook.of(pixels(), format.width(), format.height()));
    }
    if (frozen) {
      return item(
          "the same picture for some seconds",
          "Unplug the camera and plug it in again; is something in front of it moving?");
    }
    return switch (fault) {
      case NONE -> Optional.empty();
      case COVERED -> item("nothing to be seen", "Is the lens covered, or the light off?");
      case TOO_DARK -> item("too dark", "Switch on a light, or give the camera more exposure.");
      case TOO_BRIGHT ->
          item("too bright", "Turn it from the window or lamp, or give it less exposure.");
    };
  }

  private Optional<ReadyItem> item(String words, String remedy) {
    return Optional.of(new ReadyItem(ReadyItem.Kind.CAMERA, subject, words, remedy));
  }

  private void judge(PictureLook look) {
    fault = look.fault();
    if (look.print() != print) {
      print = look.print();
      sameSinceNanos = newest.arrivalNanos;
    }
    frozen = newest.arrivalNanos - sameSinceNanos >= FROZEN_NANOS;
  }

  private ByteBuffer pixels() throws IOException {
    if (format.pixels() != FrameFormat.Pixels.JPEG) {
      return newest.payload.asByteBuffer();
    }
    JpegDecoder used = decoder;
    ByteBuffer into = unpacked;
    if (used == null || into == null) {
      used = new JpegDecoder(format.width(), format.height(), stream.spec().name());
      into = ByteBuffer.allocateDirect(format.capacity());
      decoder = used;
      unpacked = into;
    }
    used.decode(newest.payload, newest.payloadLength, into);
    return into;
  }

  @Override
  public void close() throws IOException {
    JpegDecoder used = decoder;
    if (used != null) {
      used.close();
    }
  }
}
