/// Datasets in LeRobot's formats.
///
/// **Threads.** A writer belongs to one thread; the videos of an episode are encoded by others
/// before it takes them over.
///
/// **Invariants.** What a loader counts on and does not check holds: rows are contiguous, videos
/// have exactly as many pictures as rows, every column is declared. A dataset has its name only
/// once it is whole.
@NullMarked
package dev.handloom.store.export.lerobot;

import org.jspecify.annotations.NullMarked;
