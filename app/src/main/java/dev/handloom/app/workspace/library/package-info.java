/// Library: where the episodes are, how much room is left, whether they are sound.
///
/// **Threads.** JavaFX; scans and checks run in the background with progress and cancel.
@NullMarked
package dev.handloom.app.workspace.library;

import org.jspecify.annotations.NullMarked;
