/// Which formats there are: the one place that knows all of them.
///
/// **Threads.** Values.
///
/// **Invariants.** A format's name stays the same over versions.
@NullMarked
package dev.handloom.store.export.formats;

import org.jspecify.annotations.NullMarked;
