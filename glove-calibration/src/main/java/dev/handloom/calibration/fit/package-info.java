/// From held poses to the parameters of a glove on a hand, and how far they are to be trusted.
///
/// **Idea.** Each angle is a short sum over what the glove's channels say: an offset, a slope, a
/// curvature, and a little of the neighbours. The poses of the run pull on the sums as hard as
/// people agree on a pose; the four pinches say that two fingertips are in one place. What the data
/// leave open stays open: the posterior of the parameters becomes the bound of every angle.
///
/// **Threads.** Models are immutable; predicting keeps scratch space, one instance per thread.
@NullMarked
package dev.handloom.calibration.fit;

import org.jspecify.annotations.NullMarked;
