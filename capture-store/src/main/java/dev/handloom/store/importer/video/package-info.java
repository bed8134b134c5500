/// Plain folders of videos become episodes.
///
/// **Threads.** One thread for an import.
///
/// **Invariants.** A picture keeps the time that its file gives it.
@NullMarked
package dev.handloom.store.importer.video;

import org.jspecify.annotations.NullMarked;
