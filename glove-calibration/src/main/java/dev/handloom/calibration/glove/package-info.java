/// Gloves: from raw counts to a hand.
///
/// **Threads.** A processor runs on the thread of the glove that it hangs on, and allocates nothing
/// per sample.
@NullMarked
package dev.handloom.calibration.glove;

import org.jspecify.annotations.NullMarked;
