/// Links: bytes, messages, reports and requests from a device and to it, whatever carries them.
///
/// **Threads.** A link belongs to its device's thread, which reads; writes may come from another.
/// `close` may come from any thread and ends a read that waits.
///
/// **Invariants.** Arrival is stamped right after the read returns, on the thread that reads,
/// before anybody looks at the bytes. No input makes a link hold more than it says: what is too
/// large or too much is thrown away and counted. A port that others can reach opens only when the
/// address says who may send.
@NullMarked
package dev.handloom.device.link;

import org.jspecify.annotations.NullMarked;
