package dev.handloom.device.openxr.host;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.KHRVulkanEnable;
import org.lwjgl.openxr.KHRVulkanEnable2;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrGraphicsBindingVulkan2KHR;
import org.lwjgl.openxr.XrGraphicsRequirementsVulkanKHR;
import org.lwjgl.openxr.XrInstance;
import org.lwjgl.openxr.XrVulkanDeviceCreateInfoKHR;
import org.lwjgl.openxr.XrVulkanGraphicsDeviceGetInfoKHR;
import org.lwjgl.openxr.XrVulkanInstanceCreateInfoKHR;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.vulkan.VK;
import org.lwjgl.vulkan.VK10;
import org.lwjgl.vulkan.VkApplicationInfo;
import org.lwjgl.vulkan.VkDevice;
import org.lwjgl.vulkan.VkDeviceCreateInfo;
import org.lwjgl.vulkan.VkDeviceQueueCreateInfo;
import org.lwjgl.vulkan.VkExtensionProperties;
import org.lwjgl.vulkan.VkInstance;
import org.lwjgl.vulkan.VkInstanceCreateInfo;
import org.lwjgl.vulkan.VkPhysicalDevice;
import org.lwjgl.vulkan.VkQueueFamilyProperties;

/// A graphics device for a session that has to have one: with one queue, on which nothing is ever
/// drawn, and without a window. Ends with the process. No other class may touch `org.lwjgl.vulkan`:
/// it loads a library that not every computer has.
final class XrVulkan {
  /// 1.1: what runtimes of today ask for at least.
  private static final long USUAL_VERSION = 1L << 48 | 1L << 32;

  private final VkDevice device;
  private final int family;

  private XrVulkan(VkDevice device, int family) {
    this.device = device;
    this.family = family;
  }

  /// @param draw whether a setting asks for it
  static XrVulkan open(XrRuntime runtime, boolean draw) throws XrTrouble {
    // The last words of a process that a graphics driver takes down with it.
    System.err.println(
        "the graphics driver (Vulkan) failed when a session was opened with it; update it, or use"
            + " SteamVR, Monado or WiVRn with this headset");
    load(runtime.name(), draw);
    XrVulkan opened;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      opened =
          runtime.mode() == XrMode.VULKAN_OF_RUNTIME
              ? byRuntime(stack, runtime, draw)
              : byUs(stack, runtime, draw);
    }
    System.err.println("a session that draws was open");
    return opened;
  }

  /// Loads the library of this computer; nothing before this touches it.
  static void load(String runtime, boolean draw) throws XrTrouble {
    try {
      Configuration.VULKAN_EXPLICIT_INIT.set(true);
      VK.create();
    } catch (UnsatisfiedLinkError e) {
      throw new XrTrouble(XrTrouble.noVulkan(runtime, draw));
    }
  }

  /// What a session is told.
  XrGraphicsBindingVulkan2KHR binding(MemoryStack stack) {
    VkPhysicalDevice card = device.getPhysicalDevice();
    return XrGraphicsBindingVulkan2KHR.calloc(stack)
        .type$Default()
        .instance(card.getInstance())
        .physicalDevice(card)
        .device(device)
        .queueFamilyIndex(family)
        .queueIndex(0);
  }

  private static XrVulkan byRuntime(MemoryStack stack, XrRuntime runtime, boolean draw)
      throws XrTrouble {
    XrGraphicsRequirementsVulkanKHR needs =
        XrGraphicsRequirementsVulkanKHR.calloc(stack).type$Default();
    XrTrouble.check(
        KHRVulkanEnable2.xrGetVulkanGraphicsRequirements2KHR(
            runtime.instance(), runtime.system(), needs),
        "say which Vulkan it needs");
    long loader = VK.getFunctionProvider().getFunctionAddress("vkGetInstanceProcAddr");
    PointerBuffer made = stack.mallocPointer(1);
    IntBuffer result = stack.callocInt(1);
    VkInstanceCreateInfo create = instance(stack, needs, null);
    XrTrouble.check(
        KHRVulkanEnable2.xrCreateVulkanInstanceKHR(
            runtime.instance(),
            XrVulkanInstanceCreateInfoKHR.calloc(stack)
                .type$Default()
                .systemId(runtime.system())
                .pfnGetInstanceProcAddr(loader)
                .vulkanCreateInfo(create),
            made,
            result),
        "start Vulkan");
    check(result.get(0), runtime, draw);
    VkInstance vulkan = new VkInstance(made.get(0), create);
    XrTrouble.check(
        KHRVulkanEnable2.xrGetVulkanGraphicsDevice2KHR(
            runtime.instance(),
            XrVulkanGraphicsDeviceGetInfoKHR.calloc(stack)
                .type$Default()
                .systemId(runtime.system())
                .vulkanInstance(vulkan),
            made),
        "name its graphics card");
    VkPhysicalDevice card = new VkPhysicalDevice(made.get(0), vulkan);
    int family = family(stack, card);
    VkDeviceCreateInfo wanted = device(stack, family, null);
    XrTrouble.check(
        KHRVulkanEnable2.xrCreateVulkanDeviceKHR(
            runtime.instance(),
            XrVulkanDeviceCreateInfoKHR.calloc(stack)
                .type$Default()
                .systemId(runtime.system())
                .pfnGetInstanceProcAddr(loader)
                .vulkanPhysicalDevice(card)
                .vulkanCreateInfo(wanted),
            made,
            result),
        "open its graphics card");
    check(result.get(0), runtime, draw);
    return new XrVulkan(new VkDevice(made.get(0), card, wanted), family);
  }

  private static XrVulkan byUs(MemoryStack stack, XrRuntime runtime, boolean draw)
      throws XrTrouble {
    XrGraphicsRequirementsVulkanKHR needs =
        XrGraphicsRequirementsVulkanKHR.calloc(stack).type$Default();
    XrTrouble.check(
        KHRVulkanEnable.xrGetVulkanGraphicsRequirementsKHR(
            runtime.instance(), runtime.system(), needs),
        "say which Vulkan it needs");
    VkInstanceCreateInfo create =
        instance(
            stack,
            needs,
            pointers(stack, names(runtime, KHRVulkanEnable::xrGetVulkanInstanceExtensionsKHR)));
    PointerBuffer made = stack.mallocPointer(1);
    check(VK10.vkCreateInstance(create, null, made), runtime, draw);
    VkInstance vulkan = new VkInstance(made.get(0), create);
    XrTrouble.check(
        KHRVulkanEnable.xrGetVulkanGraphicsDeviceKHR(
            runtime.instance(), runtime.system(), vulkan, made),
        "name its graphics card");
    VkPhysicalDevice card = new VkPhysicalDevice(made.get(0), vulkan);
    int family = family(stack, card);
    // Runtimes name them for those who draw. With one that the card lacks nothing would be opened.
    List<String> asked = names(runtime, KHRVulkanEnable::xrGetVulkanDeviceExtensionsKHR);
    asked.retainAll(offered(card));
    VkDeviceCreateInfo wanted = device(stack, family, pointers(stack, asked));
    check(VK10.vkCreateDevice(card, wanted, null, made), runtime, draw);
    return new XrVulkan(new VkDevice(made.get(0), card, wanted), family);
  }

  /// Asks for names with blanks between them.
  private interface Names {
    int ask(XrInstance instance, long system, IntBuffer count, @Nullable ByteBuffer into);
  }

  private static List<String> names(XrRuntime runtime, Names names) throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      String doing = "say what it needs of Vulkan";
      XrTrouble.check(names.ask(runtime.instance(), runtime.system(), count, null), doing);
      ByteBuffer text = stack.calloc(count.get(0) + 1);
      XrTrouble.check(names.ask(runtime.instance(), runtime.system(), count, text), doing);
      List<String> all = new ArrayList<>();
      for (String name : MemoryUtil.memUTF8(MemoryUtil.memAddress(text)).split(" ")) {
        if (!name.isBlank()) {
          all.add(name);
        }
      }
      return all;
    }
  }

  private static Set<String> offered(VkPhysicalDevice card) {
    Set<String> names = new HashSet<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.callocInt(1);
      VK10.vkEnumerateDeviceExtensionProperties(card, (ByteBuffer) null, count, null);
      try (VkExtensionProperties.Buffer all = VkExtensionProperties.calloc(count.get(0))) {
        VK10.vkEnumerateDeviceExtensionProperties(card, (ByteBuffer) null, count, all);
        all.forEach(each -> names.add(each.extensionNameString()));
      }
    }
    return names;
  }

  private static PointerBuffer pointers(MemoryStack stack, List<String> names) {
    PointerBuffer pointers = stack.mallocPointer(names.size());
    names.forEach(name -> pointers.put(stack.UTF8(name)));
    return pointers.flip();
  }

  private static VkInstanceCreateInfo instance(
      MemoryStack stack,
      XrGraphicsRequirementsVulkanKHR needs,
      @Nullable PointerBuffer extensions) {
    VkApplicationInfo who =
        VkApplicationInfo.calloc(stack)
            .sType$Default()
            .pApplicationName(stack.UTF8("Handloom"))
            .pEngineName(stack.UTF8("Handloom"))
            .apiVersion(version(needs.minApiVersionSupported(), needs.maxApiVersionSupported()));
    return VkInstanceCreateInfo.calloc(stack)
        .sType$Default()
        .pApplicationInfo(who)
        .ppEnabledExtensionNames(extensions);
  }

  /// Vulkan's number of the version nearest to the usual one.
  ///
  /// @param least as OpenXR counts versions
  /// @param most as OpenXR counts versions
  static int version(long least, long most) {
    long version = Math.max(least, Math.min(USUAL_VERSION, most));
    return (int) XR10.XR_VERSION_MAJOR(version) << 22 | (int) XR10.XR_VERSION_MINOR(version) << 12;
  }

  private static int family(MemoryStack stack, VkPhysicalDevice card) throws XrTrouble {
    IntBuffer count = stack.mallocInt(1);
    VK10.vkGetPhysicalDeviceQueueFamilyProperties(card, count, null);
    VkQueueFamilyProperties.Buffer all = VkQueueFamilyProperties.calloc(count.get(0), stack);
    VK10.vkGetPhysicalDeviceQueueFamilyProperties(card, count, all);
    for (int i = 0; i < all.limit(); i++) {
      if ((all.get(i).queueFlags() & VK10.VK_QUEUE_GRAPHICS_BIT) != 0) {
        return i;
      }
    }
    throw new XrTrouble(
        "The graphics card of the OpenXR runtime draws nothing; choose another there");
  }

  private static VkDeviceCreateInfo device(
      MemoryStack stack, int family, @Nullable PointerBuffer extensions) {
    VkDeviceQueueCreateInfo.Buffer queue =
        VkDeviceQueueCreateInfo.calloc(1, stack)
            .sType$Default()
            .queueFamilyIndex(family)
            .pQueuePriorities(stack.floats(1));
    return VkDeviceCreateInfo.calloc(stack)
        .sType$Default()
        .pQueueCreateInfos(queue)
        .ppEnabledExtensionNames(extensions);
  }

  private static void check(int result, XrRuntime runtime, boolean draw) throws XrTrouble {
    if (result == VK10.VK_ERROR_INCOMPATIBLE_DRIVER) {
      throw new XrTrouble(XrTrouble.noVulkan(runtime.name(), draw));
    }
    if (result < 0) {
      throw new XrTrouble(
          "The graphics driver (Vulkan) refused a session ("
              + result
              + "). Update it, or use SteamVR, Monado or WiVRn with this headset");
    }
  }
}
