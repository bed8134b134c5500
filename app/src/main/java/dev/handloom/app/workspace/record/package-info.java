/// Record: see everything live, start a take, never wonder whether it is recorded.
///
/// **Threads.** JavaFX; live values are read once per pulse. Starting and stopping a take happen in
/// [dev.handloom.app.take.Takes], off this thread.
@NullMarked
package dev.handloom.app.workspace.record;

import org.jspecify.annotations.NullMarked;
