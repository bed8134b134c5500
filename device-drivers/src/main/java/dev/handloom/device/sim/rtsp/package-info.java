/// A simulated network camera that speaks RTSP (RFC 2326), down to the bytes: JPEG pictures over
/// RTP (RFC 2435) within the connection or as datagrams, and sender reports (RFC 3550).
///
/// It is on board where its driver is, which needs what unpacks video; so the store's list of
/// services names it.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.rtsp;

import org.jspecify.annotations.NullMarked;
