/// A model run over recorded episodes as if they happened now: how far its plans and dreams are
/// from what came, with intervals, against the nearest episode and against another model.
///
/// **Threads.** One run, one thread; an interrupt, or whoever watches, ends it, and what was judged
/// by then is reported.
///
/// **Invariants.** Intervals are over episodes, never over moments, which are alike within one. The
/// baseline never knows the episode it is judged by.
@NullMarked
package dev.handloom.preview.shadow;

import org.jspecify.annotations.NullMarked;
