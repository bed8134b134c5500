/// How well the streams of a finished take are timed, from its bytes, and the second pass over its
/// clocks.
///
/// **Threads.** Any one; nothing is shared.
@NullMarked
package dev.handloom.store.sync;

import org.jspecify.annotations.NullMarked;
