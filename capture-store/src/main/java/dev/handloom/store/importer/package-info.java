/// What others recorded becomes episodes that can be reviewed, tagged and exported again.
///
/// A format adds an [ImportFormat] that opens its datasets as an [ImportSource]; each episode of
/// one becomes an [EpisodeDraft], and [BundleMaker] writes that into the library. [DatasetImport]
/// leads through all of it.
///
/// **Threads.** One thread for an import.
///
/// **Invariants.** The source is never changed. Times that the source does not have are made up at
/// its rate and marked as such. An episode that cannot be read whole is left out and reported; it
/// keeps no other out. Nothing is left of one that failed.
@NullMarked
package dev.handloom.store.importer;

import org.jspecify.annotations.NullMarked;
