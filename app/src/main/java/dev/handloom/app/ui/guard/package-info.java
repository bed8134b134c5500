/// What happens when something goes wrong in the window itself.
///
/// **Purpose.** Freezes are seen and logged once each ([dev.handloom.app.ui.guard.FreezeMonitor]);
/// uncaught errors get a code that can be read aloud ([dev.handloom.app.ui.guard.ErrorCode]) and a
/// dialog that says what happened, what was kept and what to do.
///
/// **Threads.** The monitor has a thread of its own. Uncaught errors arrive on any thread.
///
/// **Invariants.** Nothing is sent anywhere. An error while showing an error is logged, not shown.
@NullMarked
package dev.handloom.app.ui.guard;

import org.jspecify.annotations.NullMarked;
