package dev.handloom.device.openxr.host;

import dev.handloom.device.driver.headset.BodySet;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.openxr.XrSetup;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrEventDataBuffer;
import org.lwjgl.openxr.XrEventDataReferenceSpaceChangePending;
import org.lwjgl.openxr.XrEventDataSessionStateChanged;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.openxr.XrSessionBeginInfo;
import org.lwjgl.openxr.XrSessionCreateInfo;
import org.lwjgl.openxr.XrSpace;
import org.lwjgl.system.MemoryStack;

/// A session without pictures, and everything in it that can be located.
final class XrTracking implements AutoCloseable {
  /// What has happened since the last look.
  enum News {
    NOTHING,
    /// The session's state changed.
    STATE,
    /// The wearer moved the origin.
    RECENTRED
  }

  /// A headset that falls asleep gives few pictures a second.
  private static final long PAUSE_MILLIS = 5_000;

  /// The studio waits little longer for our end.
  private static final long END_MILLIS = 1_000;

  private final XrRuntime runtime;
  private final XrSession session;
  private final @Nullable XrFrames frames;
  private final XrSpace base;
  private final String baseName;
  private final XrSpace head;
  private final @Nullable XrControllers controllers;
  private final @Nullable XrHands hands;
  private final boolean gaze;
  private int state = XR10.XR_SESSION_STATE_IDLE;
  private boolean running;
  private final @Nullable XrBody body;
  private long recentredAt;
  private double @Nullable [] moved;

  XrTracking(XrRuntime runtime, XrSetup options) throws XrTrouble {
    this.runtime = runtime;
    XrMode mode = runtime.mode();
    if (mode == XrMode.NONE) {
      throw new XrTrouble(XrMode.refusal(runtime.name(), options.draw()));
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrSessionCreateInfo create =
          XrSessionCreateInfo.calloc(stack).type$Default().systemId(runtime.system());
      if (mode.draws()) {
        create.next(XrVulkan.open(runtime, options.draw()).binding(stack));
      }
      PointerBuffer made = stack.mallocPointer(1);
      XrTrouble.check(XR10.xrCreateSession(runtime.instance(), create, made), "open a session");
      session = new XrSession(made.get(0), runtime.instance());
      frames = mode.draws() ? XrFrames.of(runtime, session) : null;
      int wanted = XrSpaces.nearest(stack, session, options.space());
      base = XrSpaces.open(stack, session, wanted);
      baseName = XrSpaces.name(wanted);
      head = XrSpaces.open(stack, session, XR10.XR_REFERENCE_SPACE_TYPE_VIEW);
    }
    gaze = options.gaze() && runtime.eyes();
    controllers =
        options.controllers() || gaze ? XrControllers.attach(runtime, session, gaze) : null;
    hands = options.hands() && runtime.hands() ? new XrHands(runtime, session) : null;
    body =
        options.body().equals(BodySet.NONE)
            ? null
            : XrBody.find(runtime, session, BodySet.of(options.body()));
  }

  /// In whose space everything is located: stage, floor or local.
  String space() {
    return baseName;
  }

  boolean hasHands() {
    return hands != null;
  }

  boolean hasGaze() {
    return gaze;
  }

  boolean hasBody() {
    return body != null;
  }

  boolean hasControllers() {
    return controllers != null;
  }

  /// Whether places can be asked for.
  boolean running() {
    return running;
  }

  /// The session's state, as the standard calls it.
  String state() {
    return switch (state) {
      case XR10.XR_SESSION_STATE_IDLE -> "idle";
      case XR10.XR_SESSION_STATE_READY -> "ready";
      case XR10.XR_SESSION_STATE_SYNCHRONIZED -> "synchronized";
      case XR10.XR_SESSION_STATE_VISIBLE -> "visible";
      case XR10.XR_SESSION_STATE_FOCUSED -> "focused";
      case XR10.XR_SESSION_STATE_STOPPING -> "stopping";
      default -> "unknown";
    };
  }

  /// Hears what the runtime says; once for each thing that it says.
  ///
  /// @throws XrTrouble when the session is over
  News poll(XrEventDataBuffer event) throws XrTrouble {
    if (frames != null) {
      frames.check();
    }
    event.type$Default();
    event.next(0);
    int result = XR10.xrPollEvent(runtime.instance(), event);
    if (result == XR10.XR_EVENT_UNAVAILABLE) {
      return News.NOTHING;
    }
    XrTrouble.check(result, "say what happens");
    return switch (event.type()) {
      case XR10.XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED -> {
        changed(XrEventDataSessionStateChanged.create(event.address()).state());
        yield News.STATE;
      }
      case XR10.XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING -> {
        XrEventDataReferenceSpaceChangePending change =
            XrEventDataReferenceSpaceChangePending.create(event.address());
        if (!XrSpaces.name(change.referenceSpaceType()).equals(baseName)) {
          yield News.STATE;
        }
        recentredAt = change.changeTime();
        moved = null;
        if (change.poseValid()) {
          double[] pose = new double[HeadsetPart.LOCATION];
          XrControllers.put(change.poseInPreviousSpace(), 0, pose, 0);
          moved = Arrays.copyOf(pose, HeadsetPart.LOCATION - 1);
        }
        yield News.RECENTRED;
      }
      case XR10.XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING ->
          throw new XrTrouble("The OpenXR runtime is ending");
      default -> News.STATE;
    };
  }

  /// When the last recentring holds from, in the runtime's time.
  long recentredAt() {
    return recentredAt;
  }

  /// Where the last recentring put the origin, in the space before it; null where nobody knows.
  double @Nullable [] moved() {
    return moved;
  }

  private void changed(int to) throws XrTrouble {
    state = to;
    switch (to) {
      case XR10.XR_SESSION_STATE_READY -> {
        try (MemoryStack stack = MemoryStack.stackPush()) {
          XrTrouble.check(
              XR10.xrBeginSession(
                  session,
                  XrSessionBeginInfo.calloc(stack)
                      .type$Default()
                      .primaryViewConfigurationType(
                          XR10.XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO)),
              "begin a session");
        }
        running = true;
        if (frames != null) {
          frames.start();
        }
      }
      case XR10.XR_SESSION_STATE_STOPPING -> {
        running = false;
        halt(PAUSE_MILLIS);
        XrTrouble.check(XR10.xrEndSession(session), "end the session");
      }
      case XR10.XR_SESSION_STATE_EXITING ->
          throw new XrTrouble("The wearer or the runtime closed the session");
      case XR10.XR_SESSION_STATE_LOSS_PENDING ->
          throw new XrTrouble("The OpenXR runtime has lost its headset");
      default -> {}
    }
  }

  /// What the wearer sees of it.
  XrView view() {
    return frames == null ? XrView.OTHERS : frames.view();
  }

  private void halt(long mostMillis) throws XrTrouble {
    if (frames != null && !frames.stop(mostMillis)) {
      runtime.hold();
      throw new XrTrouble(
          "The OpenXR runtime kept a picture that it was to give back; it is asked again. If that"
              + " goes on, restart the headset's own program");
    }
  }

  @Override
  public void close() throws XrTrouble {
    halt(END_MILLIS);
  }

  void sync() throws XrTrouble {
    if (controllers != null) {
      controllers.sync();
    }
  }

  /// Makes a controller buzz; nothing where there are none.
  void pulse(boolean left, double seconds, double strength, double hertz) {
    if (controllers != null) {
      controllers.pulse(left, seconds, strength, hertz);
    }
  }

  /// Whether a part is there to be located.
  boolean has(HeadsetPart part) {
    return switch (part) {
      case HEAD -> true;
      case GAZE -> gaze;
      case LEFT_CONTROLLER, RIGHT_CONTROLLER -> controllers != null;
      case LEFT_HAND, RIGHT_HAND -> hands != null;
      case BODY -> body != null;
    };
  }

  void locate(HeadsetPart part, long time, double[] into) throws XrTrouble {
    XrControllers controller = controllers;
    XrHands hand = hands;
    XrBody whole = body;
    switch (part) {
      case HEAD -> {
        try (MemoryStack stack = MemoryStack.stackPush()) {
          XrControllers.locate(stack, head, base, time, into, 0);
        }
      }
      case GAZE -> {
        if (controller != null) {
          controller.gaze(base, time, into);
        }
      }
      case LEFT_CONTROLLER, RIGHT_CONTROLLER -> {
        if (controller != null) {
          controller.read(part == HeadsetPart.LEFT_CONTROLLER ? 0 : 1, base, time, into);
        }
      }
      case LEFT_HAND, RIGHT_HAND -> {
        if (hand != null) {
          hand.read(part == HeadsetPart.LEFT_HAND ? 0 : 1, base, time, into);
        }
      }
      case BODY -> {
        if (whole != null) {
          whole.read(base, time, into);
        }
      }
    }
  }
}
