/// The page that the studio serves to standalone headsets and phones: HTTPS and a WebSocket on one
/// port, a certificate of its own, a token, one seat.
///
/// **Threads.** One accepts, one a connection reads, one a connection writes, one a page tells its
/// clients the state of the take and shows them pictures. None of them waits for a device's thread,
/// and a device's thread waits for none of them.
///
/// **Invariants.** Loopback until somebody opens it. Nothing is done for a client, and nothing of
/// it believed, before it has said the token. Everything that comes is bounded before it is kept. A
/// picture that a client cannot take is left out, never queued. Tokens and keys are never logged.
@NullMarked
package dev.handloom.device.link.page;

import org.jspecify.annotations.NullMarked;
