package dev.handloom.device.openxr.host;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.BDBodyTracking;
import org.lwjgl.openxr.EXTEyeGazeInteraction;
import org.lwjgl.openxr.EXTHandTracking;
import org.lwjgl.openxr.EXTHandTrackingDataSource;
import org.lwjgl.openxr.EXTLocalFloor;
import org.lwjgl.openxr.FBBodyTracking;
import org.lwjgl.openxr.KHRConvertTimespecTime;
import org.lwjgl.openxr.KHRWin32ConvertPerformanceCounterTime;
import org.lwjgl.openxr.METABodyTrackingFullBody;
import org.lwjgl.openxr.XR;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrApplicationInfo;
import org.lwjgl.openxr.XrExtensionProperties;
import org.lwjgl.openxr.XrInstance;
import org.lwjgl.openxr.XrInstanceCreateInfo;
import org.lwjgl.openxr.XrInstanceProperties;
import org.lwjgl.openxr.XrSystemEyeGazeInteractionPropertiesEXT;
import org.lwjgl.openxr.XrSystemGetInfo;
import org.lwjgl.openxr.XrSystemHandTrackingPropertiesEXT;
import org.lwjgl.openxr.XrSystemProperties;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;

/// The runtime that is there, and the headset that it has.
final class XrRuntime implements AutoCloseable {
  /// What is used where it is offered.
  private static final List<String> WISHES =
      List.of(
          EXTHandTracking.XR_EXT_HAND_TRACKING_EXTENSION_NAME,
          EXTHandTrackingDataSource.XR_EXT_HAND_TRACKING_DATA_SOURCE_EXTENSION_NAME,
          KHRConvertTimespecTime.XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME,
          KHRWin32ConvertPerformanceCounterTime
              .XR_KHR_WIN32_CONVERT_PERFORMANCE_COUNTER_TIME_EXTENSION_NAME,
          EXTEyeGazeInteraction.XR_EXT_EYE_GAZE_INTERACTION_EXTENSION_NAME,
          EXTLocalFloor.XR_EXT_LOCAL_FLOOR_EXTENSION_NAME,
          FBBodyTracking.XR_FB_BODY_TRACKING_EXTENSION_NAME,
          METABodyTrackingFullBody.XR_META_BODY_TRACKING_FULL_BODY_EXTENSION_NAME,
          BDBodyTracking.XR_BD_BODY_TRACKING_EXTENSION_NAME);

  private final XrInstance instance;
  private final Set<String> extensions;
  private final XrMode mode;
  private final String name;
  private final String version;
  private final long system;
  private final String systemName;
  private final boolean hands;
  private final boolean eyes;
  private boolean held;

  private XrRuntime(
      XrInstance instance,
      Set<String> extensions,
      XrMode mode,
      String name,
      String version,
      long system,
      String systemName,
      boolean hands,
      boolean eyes) {
    this.instance = instance;
    this.extensions = extensions;
    this.mode = mode;
    this.name = name;
    this.version = version;
    this.system = system;
    this.systemName = systemName;
    this.hands = hands;
    this.eyes = eyes;
  }

  /// @param draw whether a session that draws is wanted in any case
  static XrRuntime open(boolean draw) throws XrTrouble {
    try {
      Configuration.OPENXR_EXPLICIT_INIT.set(true);
      XR.create();
    } catch (UnsatisfiedLinkError e) {
      throw new XrTrouble(
          "The OpenXR loader does not run on this computer; headsets connect through the page for"
              + " their browser instead");
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      Set<String> offered = offered(stack);
      XrMode mode = XrMode.choose(offered, draw);
      Set<String> extensions = new LinkedHashSet<>(offered);
      extensions.retainAll(WISHES);
      if (mode != XrMode.NONE) {
        extensions.add(mode.extension());
      }
      XrInstance instance = instance(stack, extensions);
      XrInstanceProperties properties = XrInstanceProperties.calloc(stack).type$Default();
      XrTrouble.check(XR10.xrGetInstanceProperties(instance, properties), "say its name");
      long version = properties.runtimeVersion();
      LongBuffer system = stack.mallocLong(1);
      XrTrouble.check(
          XR10.xrGetSystem(
              instance,
              XrSystemGetInfo.calloc(stack)
                  .type$Default()
                  .formFactor(XR10.XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY),
              system),
          "find a headset");
      XrSystemProperties has = XrSystemProperties.calloc(stack).type$Default();
      XrSystemHandTrackingPropertiesEXT hands =
          XrSystemHandTrackingPropertiesEXT.calloc(stack).type$Default();
      XrSystemEyeGazeInteractionPropertiesEXT eyes =
          XrSystemEyeGazeInteractionPropertiesEXT.calloc(stack).type$Default();
      if (extensions.contains(EXTHandTracking.XR_EXT_HAND_TRACKING_EXTENSION_NAME)) {
        has.next(hands);
      }
      if (extensions.contains(EXTEyeGazeInteraction.XR_EXT_EYE_GAZE_INTERACTION_EXTENSION_NAME)) {
        has.next(eyes);
      }
      XrTrouble.check(
          XR10.xrGetSystemProperties(instance, system.get(0), has), "describe its headset");
      return new XrRuntime(
          instance,
          extensions,
          mode,
          properties.runtimeNameString(),
          XR10.XR_VERSION_MAJOR(version)
              + "."
              + XR10.XR_VERSION_MINOR(version)
              + "."
              + (version & 0xFFFFFFFFL),
          system.get(0),
          has.systemNameString(),
          hands.supportsHandTracking(),
          eyes.supportsEyeGazeInteraction());
    }
  }

  private static Set<String> offered(MemoryStack stack) throws XrTrouble {
    IntBuffer count = stack.mallocInt(1);
    XrTrouble.check(
        XR10.xrEnumerateInstanceExtensionProperties((CharSequence) null, count, null),
        "say what it can do");
    try (XrExtensionProperties.Buffer all = XrExtensionProperties.calloc(count.get(0))) {
      all.forEach(each -> each.type$Default());
      XrTrouble.check(
          XR10.xrEnumerateInstanceExtensionProperties((CharSequence) null, count, all),
          "say what it can do");
      Set<String> names = new LinkedHashSet<>();
      all.forEach(each -> names.add(each.extensionNameString()));
      return names;
    }
  }

  private static XrInstance instance(MemoryStack stack, Set<String> extensions) throws XrTrouble {
    PointerBuffer names = stack.mallocPointer(extensions.size());
    extensions.forEach(name -> names.put(stack.UTF8(name)));
    names.flip();
    XrApplicationInfo info =
        XrApplicationInfo.calloc(stack)
            .applicationName(stack.UTF8("Handloom"))
            .applicationVersion(1)
            .engineName(stack.UTF8("Handloom"))
            .apiVersion(XR10.XR_API_VERSION_1_0);
    XrInstanceCreateInfo create =
        XrInstanceCreateInfo.calloc(stack)
            .type$Default()
            .applicationInfo(info)
            .enabledExtensionNames(names);
    PointerBuffer made = stack.mallocPointer(1);
    XrTrouble.check(XR10.xrCreateInstance(create, made), "start");
    return new XrInstance(made.get(0), create);
  }

  XrInstance instance() {
    return instance;
  }

  long system() {
    return system;
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  String systemName() {
    return systemName;
  }

  /// How a session with it is opened.
  XrMode mode() {
    return mode;
  }

  boolean has(String extension) {
    return extensions.contains(extension);
  }

  List<String> extensions() {
    return new ArrayList<>(extensions);
  }

  /// Whether it finds hands.
  boolean hands() {
    return hands;
  }

  /// Whether it sees where the eyes look.
  boolean eyes() {
    return eyes;
  }

  /// Another thread is in it and does not come back: it ends with the process.
  void hold() {
    held = true;
  }

  @Override
  public void close() {
    if (!held) {
      XR10.xrDestroyInstance(instance);
    }
  }
}
