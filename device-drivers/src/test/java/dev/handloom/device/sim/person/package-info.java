@NullMarked
package dev.handloom.device.sim.person;

import org.jspecify.annotations.NullMarked;
