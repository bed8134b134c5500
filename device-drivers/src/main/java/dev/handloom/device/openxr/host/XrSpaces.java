package dev.handloom.device.openxr.host;

import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.EXTLocalFloor;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrReferenceSpaceCreateInfo;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.openxr.XrSpace;
import org.lwjgl.system.MemoryStack;

/// The spaces whose origins a runtime knows by itself.
final class XrSpaces {
  private XrSpaces() {}

  /// The type of the space that the runtime has and that comes nearest to a wish.
  static int nearest(MemoryStack stack, XrSession session, String wish) throws XrTrouble {
    IntBuffer count = stack.mallocInt(1);
    XrTrouble.check(XR10.xrEnumerateReferenceSpaces(session, count, null), "name its spaces");
    IntBuffer all = stack.mallocInt(count.get(0));
    XrTrouble.check(XR10.xrEnumerateReferenceSpaces(session, count, all), "name its spaces");
    int[] order =
        switch (wish) {
          case "local" -> new int[] {XR10.XR_REFERENCE_SPACE_TYPE_LOCAL};
          case "floor" ->
              new int[] {
                EXTLocalFloor.XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT,
                XR10.XR_REFERENCE_SPACE_TYPE_STAGE
              };
          default ->
              new int[] {
                XR10.XR_REFERENCE_SPACE_TYPE_STAGE,
                EXTLocalFloor.XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT
              };
        };
    for (int type : order) {
      for (int i = 0; i < all.limit(); i++) {
        if (all.get(i) == type) {
          return type;
        }
      }
    }
    return XR10.XR_REFERENCE_SPACE_TYPE_LOCAL;
  }

  /// As a rig file calls it: stage, floor or local.
  static String name(int type) {
    return switch (type) {
      case XR10.XR_REFERENCE_SPACE_TYPE_STAGE -> "stage";
      case EXTLocalFloor.XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT -> "floor";
      default -> "local";
    };
  }

  static XrSpace open(MemoryStack stack, XrSession session, int type) throws XrTrouble {
    PointerBuffer made = stack.mallocPointer(1);
    XrTrouble.check(
        XR10.xrCreateReferenceSpace(
            session,
            XrReferenceSpaceCreateInfo.calloc(stack)
                .type$Default()
                .referenceSpaceType(type)
                .poseInReferenceSpace(XrControllers.identity(stack)),
            made),
        "place its origin");
    return new XrSpace(made.get(0), session);
  }
}
