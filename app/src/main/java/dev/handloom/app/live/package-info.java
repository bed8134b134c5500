/// Ties live streams to what shows them: a camera to its tile, a hand to its drawing, numbers to a
/// plot.
///
/// **Threads.** JavaFX. Each reads its ring once per pulse while it is shown; a hidden one reads
/// nothing, and no device ever waits for one.
@NullMarked
package dev.handloom.app.live;

import org.jspecify.annotations.NullMarked;
