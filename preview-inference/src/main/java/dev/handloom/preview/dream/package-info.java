/// What keeps a dream from being taken for the world: how far it may reach, the mark that is burnt
/// into a dreamed picture before it is kept, and the file that says what it is.
///
/// **Threads.** Functions.
///
/// **Invariants.** No dreamed picture is written without its mark.
@NullMarked
package dev.handloom.preview.dream;

import org.jspecify.annotations.NullMarked;
