package dev.handloom.device.openxr.host;

import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.hand.HandJoint;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.EXTHandTracking;
import org.lwjgl.openxr.EXTHandTrackingDataSource;
import org.lwjgl.openxr.XrHandJointLocationEXT;
import org.lwjgl.openxr.XrHandJointLocationsEXT;
import org.lwjgl.openxr.XrHandJointsLocateInfoEXT;
import org.lwjgl.openxr.XrHandTrackerCreateInfoEXT;
import org.lwjgl.openxr.XrHandTrackerEXT;
import org.lwjgl.openxr.XrHandTrackingDataSourceStateEXT;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.openxr.XrSpace;
import org.lwjgl.system.MemoryStack;

/// Both hands, joint by joint.
final class XrHands {
  private static final double SEEN = 1;
  private static final double GUESSED = 2;

  private final XrHandTrackerEXT[] trackers = new XrHandTrackerEXT[2];
  private final boolean sources;

  XrHands(XrRuntime runtime, XrSession session) throws XrTrouble {
    sources =
        runtime.has(EXTHandTrackingDataSource.XR_EXT_HAND_TRACKING_DATA_SOURCE_EXTENSION_NAME);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      for (int i = 0; i < 2; i++) {
        PointerBuffer made = stack.mallocPointer(1);
        XrTrouble.check(
            EXTHandTracking.xrCreateHandTrackerEXT(
                session,
                XrHandTrackerCreateInfoEXT.calloc(stack)
                    .type$Default()
                    .hand(
                        i == 0
                            ? EXTHandTracking.XR_HAND_LEFT_EXT
                            : EXTHandTracking.XR_HAND_RIGHT_EXT)
                    .handJointSet(EXTHandTracking.XR_HAND_JOINT_SET_DEFAULT_EXT),
                made),
            "find hands");
        trackers[i] = new XrHandTrackerEXT(made.get(0), session);
      }
    }
  }

  void read(int hand, XrSpace base, long time, double[] into) throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrHandJointLocationEXT.Buffer joints = XrHandJointLocationEXT.calloc(HandJoint.COUNT, stack);
      XrHandJointLocationsEXT found =
          XrHandJointLocationsEXT.calloc(stack).type$Default().jointLocations(joints);
      XrHandTrackingDataSourceStateEXT source =
          XrHandTrackingDataSourceStateEXT.calloc(stack).type$Default();
      if (sources) {
        found.next(source);
      }
      XrTrouble.check(
          EXTHandTracking.xrLocateHandJointsEXT(
              trackers[hand],
              XrHandJointsLocateInfoEXT.calloc(stack).type$Default().baseSpace(base).time(time),
              found),
          "locate hands");
      into[0] = found.isActive() ? 1 : 0;
      into[1] = 0;
      if (sources && source.isActive()) {
        into[1] =
            source.dataSource()
                    == EXTHandTrackingDataSource.XR_HAND_TRACKING_DATA_SOURCE_UNOBSTRUCTED_EXT
                ? SEEN
                : GUESSED;
      }
      for (int j = 0; j < HandJoint.COUNT; j++) {
        XrHandJointLocationEXT joint = joints.get(j);
        int at = 2 + j * HeadsetPart.JOINT;
        XrControllers.put(joint.pose(), 0, into, at);
        into[at + 7] = joint.radius();
        into[at + 8] = found.isActive() ? joint.locationFlags() : 0;
      }
    }
  }
}
