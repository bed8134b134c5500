/// Pictures for calibrating a camera: of a live camera, from a folder, a video or an episode.
///
/// **Threads.** A source belongs to the thread that opened it.
@NullMarked
package dev.handloom.app.lens;

import org.jspecify.annotations.NullMarked;
