/// What a conformance take says of a device: how fast and how evenly it speaks, what it loses,
/// which of its channels live, how well its times are known; and one verdict of it all.
///
/// **Threads.** Nothing here starts a thread; judging reads an episode from the disk.
///
/// **Invariants.** The take is an ordinary episode. The report lies beside it as
/// `conformance.json`, and can be made again from the episode but for the count of bad frames,
/// which only the live device knows.
@NullMarked
package dev.handloom.store.conform;

import org.jspecify.annotations.NullMarked;
