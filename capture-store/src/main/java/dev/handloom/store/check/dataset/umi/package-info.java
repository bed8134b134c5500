/// Checks replay buffers of UMI and diffusion-policy.
///
/// **Threads.** A check belongs to one thread.
///
/// **Invariants.** What a loader takes for granted is looked up; what cannot be unpacked here is
/// said and never counted as sound.
@NullMarked
package dev.handloom.store.check.dataset.umi;

import org.jspecify.annotations.NullMarked;
