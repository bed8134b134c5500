/// A guided run: which poses, when one is held still, what was felt meanwhile.
///
/// **Threads.** One at a time; whoever feeds the samples.
@NullMarked
package dev.handloom.calibration.run;

import org.jspecify.annotations.NullMarked;
