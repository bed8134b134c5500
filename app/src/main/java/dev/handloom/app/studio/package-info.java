/// The studio: the window put together, opened, and closed without losing anything.
///
/// **Threads.** [dev.handloom.app.studio.Studio#run] waits on the caller's thread until the window
/// is closed; everything else is on the JavaFX thread.
@NullMarked
package dev.handloom.app.studio;

import org.jspecify.annotations.NullMarked;
