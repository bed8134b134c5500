/// Lifecycles that can be watched and awaited: of a device, an episode, a preview.
///
/// **Threads.** Any. Listeners run on the thread that made the change and must return at once.
@NullMarked
package dev.handloom.device.state;

import org.jspecify.annotations.NullMarked;
