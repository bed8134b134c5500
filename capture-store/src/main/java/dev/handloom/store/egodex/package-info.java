/// Reads episodes as EgoDex has them. Shared by the check and the import.
///
/// **Threads.** An episode belongs to one thread.
///
/// **Invariants.** A foreign file is only read.
@NullMarked
package dev.handloom.store.egodex;

import org.jspecify.annotations.NullMarked;
