/// The library that the window shows: which folder it is, and when its episodes change.
///
/// **Threads.** Properties belong to the JavaFX thread; opening, scanning and moving run in the
/// background.
@NullMarked
package dev.handloom.app.library;

import org.jspecify.annotations.NullMarked;
