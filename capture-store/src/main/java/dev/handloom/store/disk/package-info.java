/// Files that must survive: written at a place, forced to the disk, put in place whole or not at
/// all.
///
/// **Threads.** A [dev.handloom.store.disk.DiskFile] is written by one thread and may be forced by
/// another at the same time.
///
/// **Invariants.** A force that failed is never tried again as if nothing had happened: the
/// operating system may have dropped the pages and would report success.
@NullMarked
package dev.handloom.store.disk;

import org.jspecify.annotations.NullMarked;
