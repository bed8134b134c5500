/// Videos of action cameras with their inertial unit, as episodes: GPMF, as GoPro has published it,
/// read from the file's own metadata track.
///
/// **Threads.** An import runs on the thread that asks for it.
///
/// **Invariants.** The pictures go into the bundle as they are packed; nothing is decoded. All
/// times are on the video's own time line. What is damaged is left out and counted, never guessed.
@NullMarked
package dev.handloom.store.gopro;

import org.jspecify.annotations.NullMarked;
