/// What moved in an episode, and when: found in the numbers of its streams alone.
///
/// **Threads.** Plain arithmetic, on whatever thread asks.
///
/// **Invariants.** A curve says nothing where nothing was recorded.
@NullMarked
package dev.handloom.store.motion;

import org.jspecify.annotations.NullMarked;
