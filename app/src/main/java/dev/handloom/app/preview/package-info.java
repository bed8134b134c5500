/// What a preview shows, drawn from its moments: for the Preview workspace and for Review.
///
/// **Threads.** JavaFX. Each piece draws the newest moment once per pulse and only while it is
/// shown; a session never waits for the window. Models are opened and closed on background threads.
///
/// **Invariants.** What is predicted is marked in the picture itself, not beside it. A score has a
/// word and a shape; colour says nothing alone. Nothing here can move anything.
@NullMarked
package dev.handloom.app.preview;

import org.jspecify.annotations.NullMarked;
