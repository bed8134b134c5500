/// Pictures that lie in a folder or a file, played as if a camera sent them: for trying things out,
/// and for comparing what models make of the same pictures. Said to be replayed wherever they are
/// seen.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Files are read as they are; none is kept in memory longer than it is shown.
@NullMarked
package dev.handloom.device.driver.replay;

import org.jspecify.annotations.NullMarked;
