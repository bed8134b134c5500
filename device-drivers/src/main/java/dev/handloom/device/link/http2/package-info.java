/// As much of HTTP/2 (RFC 9113), its header compression (RFC 7541) and gRPC as one call needs whose
/// answer is a stream, in clear text and with prior knowledge.
///
/// **Threads.** Every object belongs to one thread.
///
/// **Invariants.** Bytes of strangers end in a message or in an [java.io.IOException], and never
/// take more memory than the stated limits.
@NullMarked
package dev.handloom.device.link.http2;

import org.jspecify.annotations.NullMarked;
