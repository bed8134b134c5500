/// Episodes for other programs. Each format is a package of its own; here is what they share.
///
/// **Threads.** A run works on threads of its own and tells its progress on the caller's.
///
/// **Invariants.** Nothing that exists is overwritten unless asked. A file has its name only once
/// it is whole, on the disk, and was read back.
@NullMarked
package dev.handloom.store.export;

import org.jspecify.annotations.NullMarked;
