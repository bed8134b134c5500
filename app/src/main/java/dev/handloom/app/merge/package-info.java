/// Hands of the rig that are put together: fingers of a glove, a wrist that a headset, a tracker or
/// a controller sees.
///
/// **Threads.** `merge <glove>`, one a glove whose rig says what sees its wrist; it reads with
/// cursors of its own and waits for nothing.
///
/// **Invariants.** A rig that names a wrist that is not there does not open.
@NullMarked
package dev.handloom.app.merge;

import org.jspecify.annotations.NullMarked;
