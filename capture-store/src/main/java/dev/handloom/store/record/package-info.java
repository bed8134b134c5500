/// Records takes.
///
/// **Threads.** Per take: one writer thread that follows all rings and owns the MCAP, two threads
/// per camera, of which one follows its ring and encodes and one writes the video, and one that
/// forces files to the disk, so that a slow disk holds up nobody.
/// [dev.handloom.store.record.EpisodeRecorder] may be used from any thread.
///
/// **Invariants.** Nothing here makes a device wait: what cannot be written in time is overwritten
/// in its ring, counted, and recorded as an event. A picture's record is written after the picture.
/// A take that fails keeps what it has.
@NullMarked
package dev.handloom.store.record;

import org.jspecify.annotations.NullMarked;
