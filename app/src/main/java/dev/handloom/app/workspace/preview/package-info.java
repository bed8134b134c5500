/// The Preview workspace: what models would do now, on what is captured now.
///
/// **Threads.** JavaFX. While another workspace is in front, models are not asked.
///
/// **Invariants.** Preview has no way to move anything. It takes nothing from recording: the rings
/// are read with cursors of its own.
@NullMarked
package dev.handloom.app.workspace.preview;

import org.jspecify.annotations.NullMarked;
