/// Zarr, version 2: arrays in chunks, in a folder or in one zip file. A library of its own: it
/// knows nothing of episodes or of what the arrays mean.
///
/// **Threads.** A [dev.handloom.store.zarr.ZarrFile] may be read by several threads, each with its
/// own [dev.handloom.store.zarr.ZarrArray]; a writer belongs to one thread.
///
/// **Invariants.** What a file says of its sizes is believed only after it was looked at: nothing
/// is allocated that a chunk may not have. A chunk that is missing is its array's fill value, as
/// the format has it; who needs to know asks for it.
@NullMarked
package dev.handloom.store.zarr;

import org.jspecify.annotations.NullMarked;
