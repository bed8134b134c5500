/// What people decided about an episode: an append-only journal in its bundle.
///
/// **Threads.** One writer per journal at a time; the library sees to that, over programs too.
///
/// **Invariants.** A line is never changed; undoing appends. A line that was cut by a crash, or
/// that a newer version wrote, is skipped and reported, never guessed.
@NullMarked
package dev.handloom.store.review;

import org.jspecify.annotations.NullMarked;
