/// How good a calibration is, in words, as a page for browsers and as a page for printers.
///
/// **Invariants.** Every figure is one that the run measured; the same words stand in the window.
@NullMarked
package dev.handloom.app.calibrate.paper;

import org.jspecify.annotations.NullMarked;
