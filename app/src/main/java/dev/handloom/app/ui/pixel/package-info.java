/// Pixels of our own making on their way to the screen.
///
/// **Threads.** [dev.handloom.app.ui.pixel.RasterImage] is for the FX thread.
/// [dev.handloom.app.ui.pixel.FrameMailbox] takes frames on any one thread and is emptied on the FX
/// thread.
///
/// **Invariants.** A buffer that the render thread may still upload is never written. The position
/// and limit of a shared buffer never move: JavaFX would upload from a moved position and fail.
@NullMarked
package dev.handloom.app.ui.pixel;

import org.jspecify.annotations.NullMarked;
