/// Writes episodes of hands and a head camera as EgoDex has them: a file of transforms and a video
/// for each.
///
/// **Threads.** Episodes are prepared by several threads, each in a folder of its own.
///
/// **Invariants.** A joint that nobody measured is not in the file; where a hand was not seen, its
/// confidence is 0.
@NullMarked
package dev.handloom.store.export.egodex;

import org.jspecify.annotations.NullMarked;
