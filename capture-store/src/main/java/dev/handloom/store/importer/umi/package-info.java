/// Imports replay buffers of UMI and diffusion-policy.
///
/// **Threads.** A source belongs to one thread.
///
/// **Invariants.** A column that cannot be read is left out and told; the others come.
@NullMarked
package dev.handloom.store.importer.umi;

import org.jspecify.annotations.NullMarked;
