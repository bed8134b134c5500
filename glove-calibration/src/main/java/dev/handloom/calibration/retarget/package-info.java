/// From a person's hand to the joint targets of a robot's: which link is which fingertip, where
/// each should be, and a solver that stays within limits.
///
/// **Threads.** Robot hands and settings are immutable.
/// [dev.handloom.calibration.retarget.Retargeter] keeps state and scratch space: one per stream and
/// thread. It allocates nothing per solve.
///
/// **Invariants.** A target never lies outside its joint's limits, nor outside those of a joint
/// that mimics it, and never farther from the target before than the joint may move in the time.
/// What comes out follows from the hand, its time and the targets before, and from nothing else:
/// that is why it can be made again.
@NullMarked
package dev.handloom.calibration.retarget;

import org.jspecify.annotations.NullMarked;
