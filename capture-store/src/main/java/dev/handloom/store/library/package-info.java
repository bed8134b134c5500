/// A folder of episodes and its catalogue.
///
/// **Threads.** A [dev.handloom.store.library.Library] may be used from any thread. One thread of
/// its own writes, and whoever asks waits for it; readers wait for no writer. Two programs may have
/// the same library open: each sees what the other does.
///
/// **Invariants.** The catalogue is an index: delete `library.db` and it is made again from the
/// bundles, with nothing missing. What a person decided is in the bundle before it is in the
/// catalogue. Nothing is deleted, only moved to the trash.
@NullMarked
package dev.handloom.store.library;

import org.jspecify.annotations.NullMarked;
