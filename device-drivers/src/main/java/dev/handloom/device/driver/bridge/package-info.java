/// The bridge ingest: any program that knows a device through its maker's own library sends us what
/// it reads as messages, name → value. The specification for whoever writes such a program is
/// `docs/devices/bridge.md`.
///
/// **Wire.** One JSON object a message, `{"values":{"index_mcp":12.5},"t_us":81723,"seq":17}`, or
/// plain numbers with commas. A message is a datagram, a ZeroMQ or WebSocket message, or a line of
/// a TCP connection. A bridge that can hear may ask for the studio's account of it.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A message is a sample as a whole or not at all: what lacks a channel, its time
/// or its count is refused and counted, and its reason can be asked for. `null` is a value that was
/// not measured and becomes NaN; nothing is ever held or guessed.
@NullMarked
package dev.handloom.device.driver.bridge;

import org.jspecify.annotations.NullMarked;
