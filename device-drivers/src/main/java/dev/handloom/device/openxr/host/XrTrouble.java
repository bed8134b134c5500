package dev.handloom.device.openxr.host;

import org.lwjgl.openxr.XR10;

/// The runtime cannot or will not; the message says what happened and what to do.
final class XrTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  XrTrouble(String message) {
    super(message);
  }

  /// @param doing what was asked of the runtime, as "begin a session"
  static void check(int result, String doing) throws XrTrouble {
    if (result < 0) {
      throw new XrTrouble(words(result, doing));
    }
  }

  /// @param draw whether a setting asks for it, where the runtime may do without
  static String noVulkan(String runtime, boolean draw) {
    return (draw
            ? "The setting draw asks for a session that draws, "
            : runtime + " gives poses only to programs that draw, ")
        + "and this computer has no Vulkan to do it with. Install the graphics card's driver (on Debian"
        + " or Ubuntu also the packages libvulkan1 and mesa-vulkan-drivers), "
        + (draw
            ? "or set draw to false"
            : "or use SteamVR, Monado or WiVRn with this headset, or the page for its browser");
  }

  private static String words(int result, String doing) {
    return switch (result) {
      case XR10.XR_ERROR_RUNTIME_UNAVAILABLE ->
          "No OpenXR runtime answers. Start the headset's own program (SteamVR, Monado, WiVRn…) and"
              + " make it the active OpenXR runtime there";
      case XR10.XR_ERROR_FORM_FACTOR_UNAVAILABLE ->
          "The OpenXR runtime runs and has no headset. Plug it in, switch it on, and see that its own"
              + " program shows it";
      case XR10.XR_ERROR_FORM_FACTOR_UNSUPPORTED ->
          "The OpenXR runtime knows no headsets that are worn on the head";
      case XR10.XR_ERROR_INSTANCE_LOST, XR10.XR_ERROR_SESSION_LOST ->
          "The OpenXR runtime has ended or lost its headset";
      case XR10.XR_ERROR_LIMIT_REACHED ->
          "Another program has the headset and the runtime takes no second one. End that program";
      default -> "The OpenXR runtime could not " + doing + " (" + result + ")";
    };
  }
}
