/// A gripper's width out of videos and episodes.
///
/// **Threads.** Everything runs on the thread that asks for it.
@NullMarked
package dev.handloom.app.gripper;

import org.jspecify.annotations.NullMarked;
