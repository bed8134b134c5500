/// What a model would do now: it is shown what is there, answers, and its answer is scored by what
/// comes.
///
/// **Threads.** A session has one thread of its own, `preview <model>`; it alone speaks to the
/// model. What it tells, [PreviewMoment]s, are records that any thread may read.
///
/// **Invariants.** A preview waits for the rings, the rings never for a preview. An answer stands
/// at the time of its observation. What is predicted is never a stream.
@NullMarked
package dev.handloom.preview.session;

import org.jspecify.annotations.NullMarked;
