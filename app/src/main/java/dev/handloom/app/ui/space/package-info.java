/// Things in a room, drawn from where a person looks at them.
///
/// **Threads.** The JavaFX thread.
///
/// **Invariants.** Each group of things is drawn by itself; what lies in one picture lies in one
/// space.
@NullMarked
package dev.handloom.app.ui.space;

import org.jspecify.annotations.NullMarked;
