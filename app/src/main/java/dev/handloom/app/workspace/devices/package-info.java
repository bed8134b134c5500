/// Devices: what is connected, how healthy it is, and what to do when it is not.
///
/// **Threads.** JavaFX. Connecting and disconnecting wait for a device's thread and so run in the
/// background.
@NullMarked
package dev.handloom.app.workspace.devices;

import org.jspecify.annotations.NullMarked;
