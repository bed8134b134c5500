package dev.handloom.device.openxr.host;

import java.util.Set;
import org.lwjgl.openxr.KHRVulkanEnable;
import org.lwjgl.openxr.KHRVulkanEnable2;
import org.lwjgl.openxr.MNDHeadless;

/// How a session is opened.
enum XrMode {
  /// Without graphics: the headset stays free for programs that draw.
  HEADLESS(MNDHeadless.XR_MND_HEADLESS_EXTENSION_NAME),
  /// With a Vulkan device that the runtime makes.
  VULKAN_OF_RUNTIME(KHRVulkanEnable2.XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME),
  /// With a Vulkan device that we make as the runtime wants it.
  VULKAN_OF_OURS(KHRVulkanEnable.XR_KHR_VULKAN_ENABLE_EXTENSION_NAME),
  /// Not at all.
  NONE("");

  private final String extension;

  XrMode(String extension) {
    this.extension = extension;
  }

  /// @param offered the extensions of the runtime
  /// @param draw whether one with graphics is wanted in any case
  static XrMode choose(Set<String> offered, boolean draw) {
    for (XrMode mode : values()) {
      if (mode != NONE && !(draw && mode == HEADLESS) && offered.contains(mode.extension)) {
        return mode;
      }
    }
    return NONE;
  }

  /// What that needs.
  String extension() {
    return extension;
  }

  /// Whether the runtime thinks that we draw.
  boolean draws() {
    return this == VULKAN_OF_RUNTIME || this == VULKAN_OF_OURS;
  }

  /// Why there is none.
  static String refusal(String runtime, boolean draw) {
    return draw
        ? runtime
            + " takes nobody who draws with Vulkan, and the setting draw asks for that. Set draw to"
            + " false"
        : runtime
            + " gives poses only to programs that draw, and takes no Vulkan (it has neither"
            + " XR_MND_headless nor XR_KHR_vulkan_enable2). Use SteamVR, Monado or WiVRn with this"
            + " headset, or the page for its browser";
  }
}
