/// Sheets of paper with marks and boards at their true size, as PDF.
///
/// **Threads.** Sheets are values; writing one is a pure function.
@NullMarked
package dev.handloom.calibration.print;

import org.jspecify.annotations.NullMarked;
