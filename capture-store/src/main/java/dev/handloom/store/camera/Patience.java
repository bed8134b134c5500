package dev.handloom.store.camera;

import dev.handloom.device.clock.StudioClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// How long a call of the video library may wait. The library asks now and then, on its own thread
/// or on the one that called it.
final class Patience implements AutoCloseable {
  /// Callbacks into Java are few and never freed by the library, so all inputs share one.
  private static final AVIOInterruptCB.Callback_Pointer ASKED =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(@Nullable Pointer which) {
          Patience patience = which == null ? null : ALL.get(which.address());
          return patience == null || !patience.lasts() ? 1 : 0;
        }
      };

  private static final Map<Long, Patience> ALL = new ConcurrentHashMap<>();

  /// A place of its own in memory, by which the library names this one.
  private final BytePointer name = new BytePointer(1);

  private volatile boolean over;
  private volatile long untilNanos = Long.MAX_VALUE;

  /// Watches over what is done with an input that is not open yet.
  static Patience over(AVFormatContext context) {
    Patience patience = new Patience();
    ALL.put(patience.name.address(), patience);
    context.interrupt_callback().callback(ASKED).opaque(patience.name);
    return patience;
  }

  /// The next call may take so long.
  void last(long nanos) {
    untilNanos = StudioClock.now() + nanos;
  }

  /// No call may wait any longer; from any thread.
  void end() {
    over = true;
  }

  boolean ended() {
    return over;
  }

  /// Whether it is at its end by itself.
  boolean ranOut() {
    return StudioClock.now() >= untilNanos;
  }

  private boolean lasts() {
    return !over && StudioClock.now() < untilNanos;
  }

  @Override
  public void close() {
    ALL.remove(name.address());
    name.close();
  }
}
