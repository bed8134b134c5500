/// MCAP files, written and read: a library that knows nothing else of the studio.
///
/// [McapWriter] records; [McapReader] reads any MCAP from a stream, front to back;
/// [IndexedMcapReader] reads a finished file by its index, in time order; [McapRecovery] makes a
/// file whole again that a crash left without its end.
///
/// **Threads.** A writer or reader belongs to one thread at a time and takes no locks. Any number
/// of readers may be open on one file.
///
/// **Invariants.** What `flush` wrote can be read back without the rest of the file. No length
/// found in a file is believed before it is checked against the bytes that are there. Every
/// checksum that a file carries is verified, unless the caller says otherwise. Times and counts are
/// unsigned 64-bit numbers held in a `long`.
@NullMarked
package dev.handloom.store.mcap;

import org.jspecify.annotations.NullMarked;
