/// LeRobot's wearables that send plain lines of converter readings: the Homunculus glove, the
/// Homunculus arm, and the exoskeleton for the Unitree G1.
///
/// **Wire.** ASCII lines of integers between spaces at 115200 baud: 16 of the glove, 21 of the arm,
/// at least 16 of the exoskeleton. No time, no count, no check.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A line is a sample only as a whole: as many numbers as the device sends, each
/// within what its converter can give. What comes before the first line end is dropped, because a
/// number that has lost its first digit looks like any other.
@NullMarked
package dev.handloom.device.driver.homunculus;

import org.jspecify.annotations.NullMarked;
