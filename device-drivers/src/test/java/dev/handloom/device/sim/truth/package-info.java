@NullMarked
package dev.handloom.device.sim.truth;

import org.jspecify.annotations.NullMarked;
