/// Links: bytes from a device and to it, whatever carries them.
///
/// **Threads.** A link belongs to its device's thread, which reads; writes may come from another.
/// `close` may come from any thread and ends a read that waits.
@NullMarked
package dev.handloom.device.link;

import org.jspecify.annotations.NullMarked;
