/// Rows at an even rate from samples that came when they came: the one way in which every dataset,
/// and every model, gets them.
///
/// **Threads.** Functions on an episode that was read.
///
/// **Invariants.** No row is made of what is not there: beyond the stated age a value is missing.
/// Of every row it is known which samples it was made of and how.
@NullMarked
package dev.handloom.store.resample;

import org.jspecify.annotations.NullMarked;
