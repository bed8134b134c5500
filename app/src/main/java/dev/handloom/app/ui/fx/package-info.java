/// The FX thread and the work beside it.
///
/// **Purpose.** One door to the FX thread ([dev.handloom.app.ui.fx.FxThread]), one beat per pulse
/// ([dev.handloom.app.ui.fx.Pulse]), one shape for long work
/// ([dev.handloom.app.ui.fx.BackgroundTask]).
///
/// **Threads.** `FxThread` may be called from any thread. `Pulse` and the properties of a task live
/// on the FX thread; the work itself runs on a thread of its runner.
///
/// **Invariants.** Nothing else in the house calls `Platform.runLater`. A task ends exactly once:
/// in success, failure or cancellation.
@NullMarked
package dev.handloom.app.ui.fx;

import org.jspecify.annotations.NullMarked;
