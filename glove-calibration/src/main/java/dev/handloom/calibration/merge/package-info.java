/// One hand out of several sources: fingers that a glove feels, a wrist that something else sees,
/// and a whole hand that a headset's cameras see.
///
/// **Threads.** A merge belongs to one thread.
///
/// **Invariants.** A place is never made up: beyond the greatest age it is missing. Where a joint
/// comes from is said with every sample.
@NullMarked
package dev.handloom.calibration.merge;

import org.jspecify.annotations.NullMarked;
