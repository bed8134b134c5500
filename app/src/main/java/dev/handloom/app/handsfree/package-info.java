/// Pedals and buttons of devices do what keys do, while both hands are busy.
///
/// **Threads.** One thread named `buttons` follows the bound streams while any is bound; what a
/// press means is done on the JavaFX thread. Everything else belongs to the JavaFX thread.
///
/// **Invariants.** A press is a switch that was seen up and then down: what is held down when a
/// stream is first seen presses nothing. An action that rests is not done, and that is said.
@NullMarked
package dev.handloom.app.handsfree;

import org.jspecify.annotations.NullMarked;
