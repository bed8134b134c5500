@NullMarked
package dev.handloom.device.sim.scene;

import org.jspecify.annotations.NullMarked;
