/// Checks episodes in the layout of EgoDex.
///
/// **Threads.** A check belongs to one thread.
///
/// **Invariants.** Every file is looked at for itself; one that is broken hides none of the others.
@NullMarked
package dev.handloom.store.check.dataset.egodex;

import org.jspecify.annotations.NullMarked;
