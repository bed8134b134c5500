/// Makes takes that never ended whole: after a crash, a loss of power, a failed disk.
///
/// **Threads.** Any; a take that is being recorded is locked and left alone, also by another
/// program.
///
/// **Invariants.** Of the MCAP only what comes after the last whole record is cut off; of a video
/// that was never ended, what comes after the last picture that fits its record. What was lost is
/// stated in the manifest. Recovering again after a crash during recovery is safe.
@NullMarked
package dev.handloom.store.recover;

import org.jspecify.annotations.NullMarked;
