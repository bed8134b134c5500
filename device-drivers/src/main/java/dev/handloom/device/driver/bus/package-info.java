/// Buses and devices that speak only when they are asked: servos and encoders on one pair of wires,
/// a gripper behind a socket. One question at a time is on its way; what comes meanwhile is its
/// answer.
///
/// **Threads.** Everything here belongs to its device's thread.
///
/// **Invariants.**
/// - A sample is a whole cycle: every question of it was answered in full. Its time is the middle
///   between the first question and the last answer.
/// - A cycle that was not answered in full is one bad frame. After it nothing is asked for samples
///   until a question of another kind has been answered: on one wire answers come in order, so what
///   was late has come by then, and is never taken for the answer to a later question. Where nobody
///   answers such a question, silence has to do.
/// - A frame that is the question itself is the echo of the adapter, once a question.
@NullMarked
package dev.handloom.device.driver.bus;

import org.jspecify.annotations.NullMarked;
