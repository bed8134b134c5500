@NullMarked
package dev.handloom.device.sim.wire;

import org.jspecify.annotations.NullMarked;
