/// What LeRobot's loaders count on in datasets of v2.0, v2.1 and v3.0 and do not look at.
///
/// **Threads.** Papers and rows by the caller's thread; videos by as many threads as there are
/// cores, named `check N`, which have ended when the check returns.
///
/// **Invariants.** What is judged is what stands in the rows and pictures themselves; what the
/// papers say is held against that, never the other way round.
@NullMarked
package dev.handloom.store.check.dataset.lerobot;

import org.jspecify.annotations.NullMarked;
