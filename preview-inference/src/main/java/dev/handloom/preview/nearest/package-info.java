/// The baseline that every model must beat, and what works in the first minute: the accepted moment
/// most like this one, and what came after it.
///
/// **Threads.** Built on one thread; then as any [dev.handloom.preview.model.Model].
///
/// **Invariants.** What it dreams are pictures that were taken; what it plans was done by somebody.
@NullMarked
package dev.handloom.preview.nearest;

import org.jspecify.annotations.NullMarked;
