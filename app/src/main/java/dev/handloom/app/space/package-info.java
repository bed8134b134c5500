/// Where everything of a rig is, and of an episode was: headsets and their spaces, how these lie in
/// those of trackers, and the one view of all of it.
///
/// **Threads.** `align <headset>`, while spaces are laid over each other by a moved hand; it reads
/// with cursors of its own. Touching a board is in [dev.handloom.app.space.touch].
///
/// **Invariants.** Spaces that nobody has aligned are never drawn as one.
@NullMarked
package dev.handloom.app.space;

import org.jspecify.annotations.NullMarked;
