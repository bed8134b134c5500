/// Headsets through an OpenXR runtime on this computer: head, eyes, controllers, hands.
///
/// **Threads.** A session belongs to its device's thread.
@NullMarked
package dev.handloom.device.driver.openxr;

import org.jspecify.annotations.NullMarked;
