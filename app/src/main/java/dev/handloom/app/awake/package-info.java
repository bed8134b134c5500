/// Keeps the computer awake while a take is recorded.
///
/// **Threads.** Everything that asks the system runs on one thread of its own; callers never wait.
///
/// **Invariants.** What was asked for ends with this process, however it ends. Where the system
/// cannot be asked, that is said and recording goes on.
@NullMarked
package dev.handloom.app.awake;

import org.jspecify.annotations.NullMarked;
