/// What a message in an episode's MCAP says: protobuf, described by schemas that stand in the file,
/// so that any reader of MCAP and protobuf can open it without us.
///
/// Times named `…_nanos` are studio time (monotonic); `timestamp` is the capture time on the wall
/// clock by the anchor of the take. A bound that is not known is left out.
///
/// **Threads.** A writer or reader belongs to one thread.
///
/// **Invariants.** Writing a sample allocates nothing. Reading believes no length before it has
/// checked it.
@NullMarked
package dev.handloom.store.payload;

import org.jspecify.annotations.NullMarked;
