/// Review: find an episode, play it, scrub it, see every stream at the same instant.
///
/// One playhead in studio time drives everything: each video shows the picture with the greatest
/// capture time at or before it, each hand the sample, each plot its line. Never index divided by
/// frame rate.
///
/// **Threads.** JavaFX; reading and decoding happen on threads of their own, the newest wish wins.
@NullMarked
package dev.handloom.app.workspace.review;

import org.jspecify.annotations.NullMarked;
