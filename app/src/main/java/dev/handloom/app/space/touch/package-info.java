/// Laying a headset's space over a camera's: a fingertip touches the corners of a printed board
/// that the camera sees.
///
/// **Threads.** `touch <headset>`, while a session is open; it reads with cursors of its own.
///
/// **Invariants.** A board that was moved, and a headset that was recentred in the middle, give no
/// answer.
@NullMarked
package dev.handloom.app.space.touch;

import org.jspecify.annotations.NullMarked;
