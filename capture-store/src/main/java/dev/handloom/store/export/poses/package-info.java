/// Where poses stand among the numbers of a dataset's rows, for the formats that are about poses.
///
/// **Threads.** Values.
///
/// **Invariants.** A pose is found by what its stream says of its channels, never by guessing at
/// numbers.
@NullMarked
package dev.handloom.store.export.poses;

import org.jspecify.annotations.NullMarked;
