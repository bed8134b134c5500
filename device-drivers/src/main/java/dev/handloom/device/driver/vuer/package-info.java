/// The page of Vuer in a headset's browser, as Open-TeleVision and its children use it: a WebSocket
/// that dials us, with events in MessagePack.
///
/// **Threads.** A session belongs to its device's thread.
@NullMarked
package dev.handloom.device.driver.vuer;

import org.jspecify.annotations.NullMarked;
