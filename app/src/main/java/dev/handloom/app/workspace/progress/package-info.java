/// Progress: what became of a day of collecting, how far each task is from its goal, and for the
/// lab the hours by many names and what more of them would buy.
///
/// **Threads.** JavaFX; the catalogue and files are read in the background.
///
/// **Invariants.** Every figure follows from the library; where it cannot be known, the page says
/// so instead of a number.
@NullMarked
package dev.handloom.app.workspace.progress;

import org.jspecify.annotations.NullMarked;
