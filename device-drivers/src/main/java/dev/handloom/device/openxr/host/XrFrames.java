package dev.handloom.device.openxr.host;

import java.nio.IntBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrFrameEndInfo;
import org.lwjgl.openxr.XrFrameState;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.system.MemoryStack;

/// Turns the frames of a session, each without a picture: a runtime gives its hands and controllers
/// only to who does. The runtime holds the thread `frames` until the next picture is due.
final class XrFrames {
  /// A runtime that holds nobody back must not keep a core busy.
  private static final long LEAST_NANOS = 2_000_000;

  private final XrSession session;
  private final XrView view;
  private volatile boolean stopped;
  private volatile @Nullable XrTrouble trouble;
  private @Nullable Thread thread;

  private XrFrames(XrSession session, XrView view) {
    this.session = session;
    this.view = view;
  }

  static XrFrames of(XrRuntime runtime, XrSession session) throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      XrTrouble.check(blends(runtime, count, null), "say how it shows pictures");
      IntBuffer all = stack.mallocInt(count.get(0));
      XrTrouble.check(blends(runtime, count, all), "say how it shows pictures");
      int[] offered = new int[all.remaining()];
      all.get(offered);
      return new XrFrames(session, XrView.best(offered));
    }
  }

  private static int blends(XrRuntime runtime, IntBuffer count, @Nullable IntBuffer all) {
    return XR10.xrEnumerateEnvironmentBlendModes(
        runtime.instance(),
        runtime.system(),
        XR10.XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
        count,
        all);
  }

  XrView view() {
    return view;
  }

  /// From when the session has begun.
  void start() {
    stopped = false;
    thread = Thread.ofPlatform().daemon(true).name("frames").start(this::turn);
  }

  /// Before the session is ended.
  ///
  /// @param mostMillis how long at most the runtime may keep the thread
  /// @return whether the runtime let go of the thread
  boolean stop(long mostMillis) {
    Thread turning = thread;
    stopped = true;
    if (turning == null) {
      return true;
    }
    try {
      turning.join(mostMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (turning.isAlive()) {
      return false;
    }
    thread = null;
    return true;
  }

  /// @throws XrTrouble what the thread ended of
  void check() throws XrTrouble {
    XrTrouble why = trouble;
    if (why != null) {
      throw why;
    }
  }

  private void turn() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrFrameState frame = XrFrameState.calloc(stack).type$Default();
      XrFrameEndInfo nothing =
          XrFrameEndInfo.calloc(stack).type$Default().environmentBlendMode(view.blend());
      while (!stopped) {
        long begun = System.nanoTime();
        if (ended(XR10.xrWaitFrame(session, null, frame), "give a frame")
            || ended(XR10.xrBeginFrame(session, null), "begin a frame")
            || ended(
                XR10.xrEndFrame(session, nothing.displayTime(frame.predictedDisplayTime())),
                "end a frame")) {
          return;
        }
        LockSupport.parkNanos(begun + LEAST_NANOS - System.nanoTime());
      }
    } catch (XrTrouble e) {
      trouble = e;
    }
  }

  private static boolean ended(int result, String doing) throws XrTrouble {
    if (result == XR10.XR_ERROR_SESSION_NOT_RUNNING) {
      return true;
    }
    XrTrouble.check(result, doing);
    return false;
  }
}
