/// Looks whether an episode is what its manifest says, from its bytes, independently of the
/// recorder.
///
/// **Threads.** A check runs on the thread that asks for it; it changes nothing.
///
/// **Invariants.** Every finding has a code that stays the same over versions.
@NullMarked
package dev.handloom.store.check;

import org.jspecify.annotations.NullMarked;
