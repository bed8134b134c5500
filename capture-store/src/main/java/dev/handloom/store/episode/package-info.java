/// An episode as it lies on the disk: a folder with one MCAP, one video per camera, a manifest and
/// a journal.
///
/// [dev.handloom.store.episode.Bundle] knows where things are,
/// [dev.handloom.store.episode.Manifest] what they amount to,
/// [dev.handloom.store.episode.EpisodeReader] what is in them.
///
/// **Threads.** Records are immutable. A reader belongs to one thread while it opens; what it gives
/// back may be read by any.
///
/// **Invariants.** A bundle with a manifest is saved. A bundle without one was being recorded when
/// the program ended, and can be recovered. What was recorded is never changed afterwards.
@NullMarked
package dev.handloom.store.episode;

import org.jspecify.annotations.NullMarked;
