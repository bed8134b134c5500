/// Reads replay buffers as UMI and diffusion-policy write them. Shared by the check and the import.
///
/// **Threads.** A buffer belongs to one thread.
///
/// **Invariants.** Nothing is believed of an array but what its description and its pieces say.
@NullMarked
package dev.handloom.store.umi;

import org.jspecify.annotations.NullMarked;
