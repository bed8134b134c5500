/// Takes: starting, watching and saving a recording, for the window.
///
/// **Threads.** Properties belong to the JavaFX thread. The recorder starts and stops on threads of
/// its own; the capture path never waits for this package.
@NullMarked
package dev.handloom.app.take;

import org.jspecify.annotations.NullMarked;
