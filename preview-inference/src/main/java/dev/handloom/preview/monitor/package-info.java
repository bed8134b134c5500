/// Is the dream right, and does the plan hold? What was predicted, scored by what came.
///
/// **Threads.** Functions and small objects of one thread.
///
/// **Invariants.** A score is of a horizon, never of all at once. No band is stated without enough
/// accepted takes behind it, and a band states at which rate it alarms for nothing.
@NullMarked
package dev.handloom.preview.monitor;

import org.jspecify.annotations.NullMarked;
