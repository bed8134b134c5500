/// A hand that lies on a printed board under a camera that is known: how long and how broad it is.
///
/// **Threads.** Values only; a sheet may be looked at from any thread.
///
/// **Invariants.** A length comes with its doubt, which holds in at least 95 cases of 100.
@NullMarked
package dev.handloom.calibration.camera.hand;

import org.jspecify.annotations.NullMarked;
