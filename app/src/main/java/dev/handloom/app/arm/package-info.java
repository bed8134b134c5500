/// Arms and exoskeletons of a rig: a guided calibration of one, and what its servos keep.
///
/// **Threads.** A run uses the thread of whoever asks for it.
@NullMarked
package dev.handloom.app.arm;

import org.jspecify.annotations.NullMarked;
