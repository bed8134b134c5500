/// One scripted person at a table: rests, takes a gripper and carries a block, pours from a cup,
/// shows fists and pinches, waves. What every simulated device sees is this person at an instant.
///
/// **Frame.** The world has its origin on the table top before the person: +X right, +Y up, −Z away
/// from the person; metres. Hands as in [dev.handloom.device.hand].
///
/// **Threads.** Any: the person is a function of the seed, the time, and the gestures asked for.
///
/// **Invariants.** Same seed, same instant, nothing asked: same person, to the last bit.
@NullMarked
package dev.handloom.device.sim.person;

import org.jspecify.annotations.NullMarked;
