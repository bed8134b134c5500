/// Small systems of equations, and the search for the least squares of larger ones.
///
/// **Threads.** Everything belongs to the thread that made it.
@NullMarked
package dev.handloom.calibration.equations;

import org.jspecify.annotations.NullMarked;
