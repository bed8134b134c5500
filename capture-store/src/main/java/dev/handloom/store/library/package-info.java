/// A folder of episodes and its catalogue.
///
/// **Threads.** A [dev.handloom.store.library.Library] may be used from any thread; one call runs
/// at a time. Two programs may have the same library open.
///
/// **Invariants.** The catalogue is an index: delete `library.db` and it is made again from the
/// bundles, with nothing missing. What a person decided is in the bundle before it is in the
/// catalogue. Nothing is deleted, only moved to the trash.
@NullMarked
package dev.handloom.store.library;

import org.jspecify.annotations.NullMarked;
