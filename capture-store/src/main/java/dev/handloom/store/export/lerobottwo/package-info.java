/// Datasets as LeRobot's v2.1 lays them out, a table and a video for each episode, and what GR00T
/// and DreamZero want beside them.
///
/// **Threads.** [dev.handloom.store.export.DatasetWriter]'s: episodes are prepared by several,
/// added by one.
///
/// **Invariants.** As many pictures as rows in every video, its first at zero; every column is
/// declared; a slice of a vector has the same name in the state and in the action where both have
/// it.
@NullMarked
package dev.handloom.store.export.lerobottwo;

import org.jspecify.annotations.NullMarked;
