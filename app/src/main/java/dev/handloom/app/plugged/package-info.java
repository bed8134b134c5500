/// What is plugged into this machine, for the window, as it comes and goes.
///
/// **Threads.** One thread looks once a second, and only while somebody shows what it sees.
/// Everything else belongs to the JavaFX thread.
@NullMarked
package dev.handloom.app.plugged;

import org.jspecify.annotations.NullMarked;
