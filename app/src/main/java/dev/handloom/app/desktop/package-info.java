/// The desktop around the studio: file choosers, the file browser.
///
/// **Threads.** JavaFX.
@NullMarked
package dev.handloom.app.desktop;

import org.jspecify.annotations.NullMarked;
