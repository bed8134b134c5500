/// Fingers and body from Xsens MVN's network streamer; MVN also takes in Manus gloves.
///
/// **Wire.** Datagrams to UDP port 9763, all numbers most significant byte first: a header of 24
/// bytes with the sample's count and time, and segments of 32 bytes with place and rotation. A
/// sample with fingers takes several datagrams.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A sample is published when all the segments that its header promises have come,
/// and never in part. What of it is missing when the next begins is counted.
@NullMarked
package dev.handloom.device.driver.xsens;

import org.jspecify.annotations.NullMarked;
