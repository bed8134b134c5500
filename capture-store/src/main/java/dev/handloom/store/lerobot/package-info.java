/// Datasets in LeRobot's formats v2.0, v2.1 and v3.0, read: what they say of themselves, where each
/// episode lies, and its rows. Writers live elsewhere; this reads what anybody wrote.
///
/// **Threads.** A folder once opened is a value; its tables are read by one thread at a time.
///
/// **Invariants.** What is wrong is said to a [dev.handloom.store.check.dataset.DatasetFindings]
/// and left out; what is sound is read. A path never leads out of the folder, and no number in a
/// file makes this take memory before the bytes are there.
@NullMarked
package dev.handloom.store.lerobot;

import org.jspecify.annotations.NullMarked;
