/// What a model is asked and what it answers, wherever it runs.
///
/// **Threads.** Records, made and read on any thread. A [Model] is spoken to by one thread at a
/// time; only its `close` may come from another, and ends a wait.
///
/// **Invariants.** An answer belongs to the time of its observation, not to the time it came. What
/// is predicted says so, in every type.
@NullMarked
package dev.handloom.preview.model;

import org.jspecify.annotations.NullMarked;
