/// MCAP files become episodes: those that we exported as they were recorded, those of others as far
/// as their messages are understood.
///
/// **Threads.** A source belongs to one thread.
///
/// **Invariants.** The file is never changed; a damaged one is mended in a copy. Which time a topic
/// goes by is told. What is not understood is named with its topic and the reason.
@NullMarked
package dev.handloom.store.importer.mcap;

import org.jspecify.annotations.NullMarked;
