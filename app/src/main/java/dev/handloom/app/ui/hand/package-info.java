/// A drawn hand, from 26 joints in OpenXR order.
///
/// **Threads.** The FX thread; [dev.handloom.app.ui.hand.HandDrawing] is plain arithmetic and may
/// be used on any one thread.
///
/// **Invariants.** Own projection, no JavaFX 3D: it looks the same on every graphics pipeline. A
/// hand that is not known is never drawn as if it were.
@NullMarked
package dev.handloom.app.ui.hand;

import org.jspecify.annotations.NullMarked;
