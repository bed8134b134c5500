/// HDF5 files as h5py makes and reads them: groups, arrays of numbers, attributes. A library of its
/// own that knows nothing else of the studio.
///
/// [dev.handloom.store.hdf5.Hdf5File] reads files of old and new layout; what it does not read it
/// names. [dev.handloom.store.hdf5.Hdf5Writer] writes the layout that every version reads.
///
/// **Threads.** A file and a writer belong to one thread at a time.
///
/// **Invariants.** No address, length or count found in a file is believed before it is checked
/// against the bytes that are there, and no chain is followed further than a file of that size can
/// have it.
@NullMarked
package dev.handloom.store.hdf5;

import org.jspecify.annotations.NullMarked;
