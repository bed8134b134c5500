/// Calibrating what is on the rig: a guided run on a live glove, the profiles of the open library,
/// and which of them each glove wears.
///
/// **Threads.** A run has one of its own, `calibrate <stream>`, with a ring cursor of its own.
/// Files belong to background threads, properties to the JavaFX thread.
///
/// **On disk.** `library/profiles/`, as [dev.handloom.calibration.profile] lays it out.
@NullMarked
package dev.handloom.app.calibrate;

import org.jspecify.annotations.NullMarked;
