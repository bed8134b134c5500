/// What imports of rows at an even rate share: their times, and poses as streams.
///
/// **Threads.** Values and functions.
///
/// **Invariants.** Times that nobody measured are marked as made up.
@NullMarked
package dev.handloom.store.importer.rows;

import org.jspecify.annotations.NullMarked;
