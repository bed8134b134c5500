/// Episodes as the rows of a dataset: everything at one even rate, and for every row where it came
/// from. What the formats of datasets share; each format writes it in its own way.
///
/// **Threads.** Values; a [DatasetEpisode] is read by one thread.
///
/// **Invariants.** The rate of a dataset is a choice, the times of an episode are facts: a row
/// keeps both. What fills a row that had no sample near enough is counted.
@NullMarked
package dev.handloom.store.dataset;

import org.jspecify.annotations.NullMarked;
