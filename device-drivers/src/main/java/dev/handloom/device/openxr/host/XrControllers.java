package dev.handloom.device.openxr.host;

import dev.handloom.device.driver.headset.HeadsetPart;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.openxr.XR10;
import org.lwjgl.openxr.XrAction;
import org.lwjgl.openxr.XrActionCreateInfo;
import org.lwjgl.openxr.XrActionSet;
import org.lwjgl.openxr.XrActionSetCreateInfo;
import org.lwjgl.openxr.XrActionSpaceCreateInfo;
import org.lwjgl.openxr.XrActionStateBoolean;
import org.lwjgl.openxr.XrActionStateFloat;
import org.lwjgl.openxr.XrActionStateGetInfo;
import org.lwjgl.openxr.XrActionStatePose;
import org.lwjgl.openxr.XrActionStateVector2f;
import org.lwjgl.openxr.XrActionSuggestedBinding;
import org.lwjgl.openxr.XrActionsSyncInfo;
import org.lwjgl.openxr.XrActiveActionSet;
import org.lwjgl.openxr.XrHapticActionInfo;
import org.lwjgl.openxr.XrHapticBaseHeader;
import org.lwjgl.openxr.XrHapticVibration;
import org.lwjgl.openxr.XrInstance;
import org.lwjgl.openxr.XrInteractionProfileSuggestedBinding;
import org.lwjgl.openxr.XrPosef;
import org.lwjgl.openxr.XrSession;
import org.lwjgl.openxr.XrSessionActionSetsAttachInfo;
import org.lwjgl.openxr.XrSpace;
import org.lwjgl.openxr.XrSpaceLocation;
import org.lwjgl.system.MemoryStack;

/// Both controllers, whatever their make, and the eyes: what the runtime calls actions.
final class XrControllers {
  private static final String[] HANDS = {"/user/hand/left", "/user/hand/right"};
  private static final String EYES = "/user/eyes_ext";

  /// What a make of controller calls its parts: those that both hands have alike.
  private static final Map<String, List<String>> MAKES =
      Map.of(
          "/interaction_profiles/khr/simple_controller",
          List.of("menu=/input/menu/click", "primary=/input/select/click"),
          "/interaction_profiles/oculus/touch_controller",
          List.of(
              "trigger=/input/trigger/value",
              "squeeze=/input/squeeze/value",
              "stick=/input/thumbstick",
              "stick_pressed=/input/thumbstick/click",
              "left:primary=/input/x/click",
              "left:secondary=/input/y/click",
              "left:menu=/input/menu/click",
              "right:primary=/input/a/click",
              "right:secondary=/input/b/click"),
          "/interaction_profiles/valve/index_controller",
          List.of(
              "trigger=/input/trigger/value",
              "squeeze=/input/squeeze/value",
              "stick=/input/thumbstick",
              "stick_pressed=/input/thumbstick/click",
              "primary=/input/a/click",
              "secondary=/input/b/click"),
          "/interaction_profiles/htc/vive_controller",
          List.of(
              "trigger=/input/trigger/value",
              "stick=/input/trackpad",
              "stick_pressed=/input/trackpad/click",
              "squeeze=/input/squeeze/click",
              "menu=/input/menu/click"),
          "/interaction_profiles/microsoft/motion_controller",
          List.of(
              "trigger=/input/trigger/value",
              "squeeze=/input/squeeze/click",
              "stick=/input/thumbstick",
              "stick_pressed=/input/thumbstick/click",
              "menu=/input/menu/click"));

  private final XrInstance instance;
  private final long[] paths = new long[2];
  private final XrActionSet set;
  private final XrAction grip;
  private final XrAction aim;
  private final XrAction trigger;
  private final XrAction squeeze;
  private final XrAction stick;
  private final List<XrAction> buttons = new ArrayList<>();
  private final XrAction haptic;
  private final boolean eyes;
  private final XrAction gaze;
  private final XrSpace[] grips = new XrSpace[2];
  private final XrSpace[] aims = new XrSpace[2];
  private final XrSession session;
  private @Nullable XrSpace gazeSpace;

  private XrControllers(XrInstance instance, XrSession session, boolean eyes) throws XrTrouble {
    this.instance = instance;
    this.session = session;
    this.eyes = eyes;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      for (int i = 0; i < 2; i++) {
        paths[i] = path(stack, HANDS[i]);
      }
      PointerBuffer made = stack.mallocPointer(1);
      XrTrouble.check(
          XR10.xrCreateActionSet(
              instance,
              XrActionSetCreateInfo.calloc(stack)
                  .type$Default()
                  .actionSetName(stack.UTF8("capture"))
                  .localizedActionSetName(stack.UTF8("Capture")),
              made),
          "take controllers");
      set = new XrActionSet(made.get(0), instance);
      grip = action(stack, "grip", XR10.XR_ACTION_TYPE_POSE_INPUT, true);
      aim = action(stack, "aim", XR10.XR_ACTION_TYPE_POSE_INPUT, true);
      trigger = action(stack, "trigger", XR10.XR_ACTION_TYPE_FLOAT_INPUT, true);
      squeeze = action(stack, "squeeze", XR10.XR_ACTION_TYPE_FLOAT_INPUT, true);
      stick = action(stack, "stick", XR10.XR_ACTION_TYPE_VECTOR2F_INPUT, true);
      for (String button : List.of("primary", "secondary", "menu", "stick_pressed")) {
        buttons.add(action(stack, button, XR10.XR_ACTION_TYPE_BOOLEAN_INPUT, true));
      }
      haptic = action(stack, "haptic", XR10.XR_ACTION_TYPE_VIBRATION_OUTPUT, true);
      gaze = eyes ? action(stack, "gaze", XR10.XR_ACTION_TYPE_POSE_INPUT, false) : aim;
    }
    MAKES.forEach(this::suggest);
    if (eyes) {
      suggestGaze();
    }
  }

  /// Finds the controllers, and the eyes where the runtime sees them, and hangs them on a session.
  static XrControllers attach(XrRuntime runtime, XrSession session, boolean eyes) throws XrTrouble {
    XrControllers controllers = new XrControllers(runtime.instance(), session, eyes);
    controllers.attach();
    return controllers;
  }

  private void attach() throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrTrouble.check(
          XR10.xrAttachSessionActionSets(
              session,
              XrSessionActionSetsAttachInfo.calloc(stack)
                  .type$Default()
                  .actionSets(stack.pointers(set))),
          "take controllers");
      for (int i = 0; i < 2; i++) {
        grips[i] = space(stack, grip, paths[i]);
        aims[i] = space(stack, aim, paths[i]);
      }
      if (eyes) {
        gazeSpace = space(stack, gaze, XR10.XR_NULL_PATH);
      }
    }
  }

  private XrSpace space(MemoryStack stack, XrAction action, long path) throws XrTrouble {
    PointerBuffer made = stack.mallocPointer(1);
    XrTrouble.check(
        XR10.xrCreateActionSpace(
            session,
            XrActionSpaceCreateInfo.calloc(stack)
                .type$Default()
                .action(action)
                .subactionPath(path)
                .poseInActionSpace(identity(stack)),
            made),
        "place controllers");
    return new XrSpace(made.get(0), session);
  }

  static XrPosef identity(MemoryStack stack) {
    XrPosef pose = XrPosef.calloc(stack);
    pose.orientation().w(1);
    return pose;
  }

  private long path(MemoryStack stack, String text) throws XrTrouble {
    LongBuffer path = stack.mallocLong(1);
    XrTrouble.check(XR10.xrStringToPath(instance, text, path), "name " + text);
    return path.get(0);
  }

  private XrAction action(MemoryStack stack, String name, int type, boolean hands)
      throws XrTrouble {
    XrActionCreateInfo info =
        XrActionCreateInfo.calloc(stack)
            .type$Default()
            .actionName(stack.UTF8(name))
            .localizedActionName(stack.UTF8(name.replace('_', ' ')))
            .actionType(type);
    if (hands) {
      info.countSubactionPaths(2).subactionPaths(stack.longs(paths));
    }
    PointerBuffer made = stack.mallocPointer(1);
    XrTrouble.check(XR10.xrCreateAction(set, info, made), "take controllers");
    return new XrAction(made.get(0), set);
  }

  /// A make that the runtime does not know is left out.
  private void suggest(String make, List<String> parts) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      List<Object[]> bindings = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        bindings.add(new Object[] {grip, HANDS[i] + "/input/grip/pose"});
        bindings.add(new Object[] {aim, HANDS[i] + "/input/aim/pose"});
        bindings.add(new Object[] {haptic, HANDS[i] + "/output/haptic"});
        String side = i == 0 ? "left:" : "right:";
        for (String part : parts) {
          if (part.startsWith("left:") || part.startsWith("right:")) {
            if (!part.startsWith(side)) {
              continue;
            }
          }
          String both = part.substring(part.indexOf(':') + 1);
          int at = both.indexOf('=');
          bindings.add(
              new Object[] {named(both.substring(0, at)), HANDS[i] + both.substring(at + 1)});
        }
      }
      XrActionSuggestedBinding.Buffer suggested =
          XrActionSuggestedBinding.calloc(bindings.size(), stack);
      for (int i = 0; i < bindings.size(); i++) {
        suggested
            .get(i)
            .action((XrAction) bindings.get(i)[0])
            .binding(path(stack, (String) bindings.get(i)[1]));
      }
      XR10.xrSuggestInteractionProfileBindings(
          instance,
          XrInteractionProfileSuggestedBinding.calloc(stack)
              .type$Default()
              .interactionProfile(path(stack, make))
              .suggestedBindings(suggested));
    } catch (XrTrouble unknown) {
      System.err.println(make + ": " + unknown.getMessage());
    }
  }

  private void suggestGaze() throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrActionSuggestedBinding.Buffer one = XrActionSuggestedBinding.calloc(1, stack);
      one.get(0).action(gaze).binding(path(stack, EYES + "/input/gaze_ext/pose"));
      XR10.xrSuggestInteractionProfileBindings(
          instance,
          XrInteractionProfileSuggestedBinding.calloc(stack)
              .type$Default()
              .interactionProfile(path(stack, "/interaction_profiles/ext/eye_gaze_interaction"))
              .suggestedBindings(one));
    }
  }

  private XrAction named(String name) {
    return switch (name) {
      case "trigger" -> trigger;
      case "squeeze" -> squeeze;
      case "stick" -> stick;
      case "primary" -> buttons.get(0);
      case "secondary" -> buttons.get(1);
      case "menu" -> buttons.get(2);
      case "stick_pressed" -> buttons.get(3);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Lets the runtime look at the controllers.
  void sync() throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrActiveActionSet.Buffer active = XrActiveActionSet.calloc(1, stack);
      active.get(0).actionSet(set).subactionPath(XR10.XR_NULL_PATH);
      XrTrouble.check(
          XR10.xrSyncActions(
              session,
              XrActionsSyncInfo.calloc(stack)
                  .type$Default()
                  .countActiveActionSets(1)
                  .activeActionSets(active)),
          "read controllers");
    }
  }

  /// Where a controller is and what is pressed.
  void read(int hand, XrSpace base, long time, double[] into) throws XrTrouble {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrActionStateGetInfo get =
          XrActionStateGetInfo.calloc(stack).type$Default().action(grip).subactionPath(paths[hand]);
      XrActionStatePose pose = XrActionStatePose.calloc(stack).type$Default();
      XrTrouble.check(XR10.xrGetActionStatePose(session, get, pose), "read controllers");
      into[0] = pose.isActive() ? 1 : 0;
      locate(stack, grips[hand], base, time, into, 1);
      locate(stack, aims[hand], base, time, into, 1 + HeadsetPart.LOCATION);
      int at = 1 + 2 * HeadsetPart.LOCATION;
      into[at++] = number(stack, get.action(trigger));
      into[at++] = number(stack, get.action(squeeze));
      XrActionStateVector2f both = XrActionStateVector2f.calloc(stack).type$Default();
      XrTrouble.check(
          XR10.xrGetActionStateVector2f(session, get.action(stick), both), "read controllers");
      into[at++] = both.currentState().x();
      into[at++] = both.currentState().y();
      for (XrAction button : buttons) {
        XrActionStateBoolean pressed = XrActionStateBoolean.calloc(stack).type$Default();
        XrTrouble.check(
            XR10.xrGetActionStateBoolean(session, get.action(button), pressed), "read controllers");
        into[at++] = pressed.currentState() ? 1 : 0;
      }
    }
  }

  private double number(MemoryStack stack, XrActionStateGetInfo get) throws XrTrouble {
    XrActionStateFloat state = XrActionStateFloat.calloc(stack).type$Default();
    XrTrouble.check(XR10.xrGetActionStateFloat(session, get, state), "read controllers");
    return state.currentState();
  }

  /// Where the eyes look.
  void gaze(XrSpace base, long time, double[] into) throws XrTrouble {
    XrSpace eyesAt = gazeSpace;
    if (eyesAt == null) {
      return;
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      locate(stack, eyesAt, base, time, into, 0);
    }
  }

  static void locate(
      MemoryStack stack, XrSpace what, XrSpace base, long time, double[] into, int at)
      throws XrTrouble {
    XrSpaceLocation found = XrSpaceLocation.calloc(stack).type$Default();
    XrTrouble.check(XR10.xrLocateSpace(what, base, time, found), "locate");
    put(found.pose(), found.locationFlags(), into, at);
  }

  static void put(XrPosef pose, long flags, double[] into, int at) {
    into[at] = pose.position$().x();
    into[at + 1] = pose.position$().y();
    into[at + 2] = pose.position$().z();
    into[at + 3] = pose.orientation().x();
    into[at + 4] = pose.orientation().y();
    into[at + 5] = pose.orientation().z();
    into[at + 6] = pose.orientation().w();
    into[at + 7] = flags;
  }

  /// Makes a controller buzz.
  void pulse(boolean left, double seconds, double strength, double hertz) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      XrHapticVibration vibration =
          XrHapticVibration.calloc(stack)
              .type$Default()
              .duration(Math.round(seconds * 1e9))
              .frequency((float) hertz)
              .amplitude((float) strength);
      XR10.xrApplyHapticFeedback(
          session,
          XrHapticActionInfo.calloc(stack)
              .type$Default()
              .action(haptic)
              .subactionPath(paths[left ? 0 : 1]),
          XrHapticBaseHeader.create(vibration.address()));
    }
  }
}
