/// When a model may follow another: how far their answers lie apart, what an evaluation on episodes
/// that it never saw says, and how its dreams compare with what came.
///
/// **Threads.** Functions and files; call them from a background thread. A comparison ends when its
/// thread is interrupted.
///
/// **Invariants.** Nobody is promoted by hand. Limits are the owner's, in a file of the library;
/// they are never made wider here. What was dreamed and what came of it is added, never changed.
@NullMarked
package dev.handloom.preview.promotion;

import org.jspecify.annotations.NullMarked;
