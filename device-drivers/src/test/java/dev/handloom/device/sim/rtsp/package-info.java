@NullMarked
package dev.handloom.device.sim.rtsp;

import org.jspecify.annotations.NullMarked;
