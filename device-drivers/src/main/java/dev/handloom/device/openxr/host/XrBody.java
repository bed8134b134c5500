package dev.handloom.device.openxr.host;

import dev.handloom.device.driver.headset.BodySet;
import dev.handloom.device.driver.headset.HeadsetPart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.BDBodyTracking;
import org.lwjgl.openxr.FBBodyTracking;
import org.lwjgl.openxr.METABodyTrackingFullBody;
import org.lwjgl.openxr.XrBodyJointLocationBD;
import org.lwjgl.openxr.XrBodyJointLocationFB;
import org.lwjgl.openxr.XrBodyJointLocationsBD;
import org.lwjgl.openxr.XrBodyJointLocationsFB;
import org.lwjgl.openxr.XrBodyJointsLocateInfoBD;
import org.lwjgl.openxr.XrBodyJointsLocateInfoFB;
import org.lwjgl.openxr.XrBodyTrackerBD;
import org.lwjgl.openxr.XrBodyTrackerCreateInfoBD;
import org.lwjgl.openxr.XrBodyTrackerCreateInfoFB;
import org.lwjgl.openxr.XrBodyTrackerFB;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.openxr.XrSpace;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/// The body's joints, where an extension offers them.
final class XrBody {
  private final BodySet set;
  private final @Nullable XrBodyTrackerFB meta;
  private final @Nullable XrBodyTrackerBD pico;

  private XrBody(BodySet set, @Nullable XrBodyTrackerFB meta, @Nullable XrBodyTrackerBD pico) {
    this.set = set;
    this.meta = meta;
    this.pico = pico;
  }

  /// Null where the runtime does not offer this set.
  static @Nullable XrBody find(XrRuntime runtime, XrSession session, BodySet set) throws XrTrouble {
    if (!offered(runtime, set)) {
      return null;
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer made = stack.mallocPointer(1);
      if (set == BodySet.PICO) {
        XrTrouble.check(
            BDBodyTracking.xrCreateBodyTrackerBD(
                session,
                XrBodyTrackerCreateInfoBD.calloc(stack)
                    .type$Default()
                    .jointSet(BDBodyTracking.XR_BODY_JOINT_SET_FULL_BODY_JOINTS_BD),
                made),
            "find a body");
        return new XrBody(set, null, new XrBodyTrackerBD(made.get(0), session));
      }
      XrTrouble.check(
          FBBodyTracking.xrCreateBodyTrackerFB(
              session,
              XrBodyTrackerCreateInfoFB.calloc(stack)
                  .type$Default()
                  .bodyJointSet(
                      set == BodySet.FULL
                          ? METABodyTrackingFullBody.XR_BODY_JOINT_SET_FULL_BODY_META
                          : FBBodyTracking.XR_BODY_JOINT_SET_DEFAULT_FB),
              made),
          "find a body");
      return new XrBody(set, new XrBodyTrackerFB(made.get(0), session), null);
    }
  }

  private static boolean offered(XrRuntime runtime, BodySet set) {
    return switch (set) {
      case UPPER -> runtime.has(FBBodyTracking.XR_FB_BODY_TRACKING_EXTENSION_NAME);
      case FULL ->
          runtime.has(FBBodyTracking.XR_FB_BODY_TRACKING_EXTENSION_NAME)
              && runtime.has(
                  METABodyTrackingFullBody.XR_META_BODY_TRACKING_FULL_BODY_EXTENSION_NAME);
      case PICO -> runtime.has(BDBodyTracking.XR_BD_BODY_TRACKING_EXTENSION_NAME);
    };
  }

  void read(XrSpace base, long time, double[] into) throws XrTrouble {
    Arrays.fill(into, 0, HeadsetPart.BODY.count(), 0);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      if (meta != null) {
        readMeta(stack, meta, base, time, into);
      } else if (pico != null) {
        readPico(stack, pico, base, time, into);
      }
    }
  }

  private void readMeta(
      MemoryStack stack, XrBodyTrackerFB tracker, XrSpace base, long time, double[] into)
      throws XrTrouble {
    int count = set.joints().size();
    XrBodyJointLocationFB.Buffer joints = XrBodyJointLocationFB.calloc(count, stack);
    XrBodyJointLocationsFB found = XrBodyJointLocationsFB.calloc(stack).type$Default();
    // The binding takes these two for answers only.
    MemoryUtil.memPutInt(found.address() + XrBodyJointLocationsFB.JOINTCOUNT, count);
    MemoryUtil.memPutAddress(
        found.address() + XrBodyJointLocationsFB.JOINTLOCATIONS, joints.address());
    XrTrouble.check(
        FBBodyTracking.xrLocateBodyJointsFB(
            tracker,
            XrBodyJointsLocateInfoFB.calloc(stack).type$Default().baseSpace(base).time(time),
            found),
        "locate the body");
    into[0] = found.isActive() ? 1 : 0;
    into[1] = Math.clamp(found.confidence(), 0, 1);
    for (int j = 0; j < count; j++) {
      int at = 2 + j * HeadsetPart.LOCATION;
      XrControllers.put(joints.get(j).pose(), 0, into, at);
      into[at + 7] = found.isActive() ? joints.get(j).locationFlags() : 0;
    }
  }

  private static void readPico(
      MemoryStack stack, XrBodyTrackerBD tracker, XrSpace base, long time, double[] into)
      throws XrTrouble {
    int count = BodySet.PICO.joints().size();
    XrBodyJointLocationBD.Buffer joints = XrBodyJointLocationBD.calloc(count, stack);
    XrBodyJointLocationsBD found =
        XrBodyJointLocationsBD.calloc(stack).type$Default().jointLocations(joints);
    XrTrouble.check(
        BDBodyTracking.xrLocateBodyJointsBD(
            tracker,
            XrBodyJointsLocateInfoBD.calloc(stack).type$Default().baseSpace(base).time(time),
            found),
        "locate the body");
    into[0] = 1;
    into[1] = found.allJointPosesTracked() ? 1 : 0;
    for (int j = 0; j < count; j++) {
      int at = 2 + j * HeadsetPart.LOCATION;
      XrControllers.put(joints.get(j).pose(), 0, into, at);
      into[at + 7] = joints.get(j).locationFlags();
    }
  }
}
