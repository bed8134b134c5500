/// What protects the people in what is given away: faces in pictures, names, machines.
///
/// **Threads.** A [FaceFinder] belongs to one thread; the rest are values.
///
/// **Invariants.** What is covered is gone: nothing of a face is left in the pixels that are
/// written. A card says what was done, and what it misses.
@NullMarked
package dev.handloom.store.privacy;

import org.jspecify.annotations.NullMarked;
