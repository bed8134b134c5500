package dev.handloom.device.openxr.host;

import java.util.Locale;
import org.lwjgl.openxr.XR10;

/// What the wearer sees while our session is in front.
enum XrView {
  /// Whatever other programs draw: we do not take part.
  OTHERS(0),
  /// The room around them.
  ROOM(XR10.XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND),
  /// The room through glass.
  GLASS(XR10.XR_ENVIRONMENT_BLEND_MODE_ADDITIVE),
  BLACK(XR10.XR_ENVIRONMENT_BLEND_MODE_OPAQUE);

  private final int blend;

  XrView(int blend) {
    this.blend = blend;
  }

  /// The best that a runtime offers for a person who works with their hands.
  ///
  /// @param offered its environment blend modes
  static XrView best(int[] offered) {
    for (XrView view : new XrView[] {ROOM, GLASS}) {
      for (int mode : offered) {
        if (mode == view.blend) {
          return view;
        }
      }
    }
    return BLACK;
  }

  /// As the standard counts it.
  int blend() {
    return blend;
  }

  /// As the studio is told.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
