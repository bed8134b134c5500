/// Writes datasets as UMI and diffusion-policy load them: one Zarr file of arrays that lie one
/// episode behind the other.
///
/// **Threads.** Episodes are prepared by several threads, each in a folder of its own; they are
/// added by one.
///
/// **Invariants.** Every array has a row for every row; nothing is in it that a rig did not
/// measure.
@NullMarked
package dev.handloom.store.export.umi;

import org.jspecify.annotations.NullMarked;
