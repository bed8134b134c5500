/// What the page in a headset or a phone shows of the studio and asks of it.
///
/// **Threads.** [dev.handloom.app.headset.HeadsetRoom] is asked on the page's threads; what it
/// knows it learns on the JavaFX thread, and what it is asked it does there. Pictures are made
/// small on the page's thread.
///
/// **Invariants.** A page does what keys and pedals do and no more. A camera never waits for it.
@NullMarked
package dev.handloom.app.headset;

import org.jspecify.annotations.NullMarked;
