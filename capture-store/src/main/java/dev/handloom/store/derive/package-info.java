/// Streams that are made again from what an episode recorded, in a file of their own. What was
/// recorded is never touched.
///
/// **Threads.** A file belongs to the one that writes it.
@NullMarked
package dev.handloom.store.derive;

import org.jspecify.annotations.NullMarked;
