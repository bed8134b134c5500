/// What was collected and how much more is wanted: hours by many names, a collector's day, goals,
/// and what more hours would buy.
///
/// **Threads.** Records and files; call them from a background thread.
///
/// **Invariants.** All figures follow from the catalogue and the files of the library: nothing is
/// counted beside them, so that they hold after a crash, a restore and a rebuild.
@NullMarked
package dev.handloom.store.progress;

import org.jspecify.annotations.NullMarked;
