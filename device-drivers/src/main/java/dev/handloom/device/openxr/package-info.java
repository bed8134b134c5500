/// The wire between the studio and the child process that speaks to an OpenXR runtime.
///
/// **Threads.** Values, and readers that belong to one thread.
@NullMarked
package dev.handloom.device.openxr;

import org.jspecify.annotations.NullMarked;
