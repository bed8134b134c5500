@NullMarked
package dev.handloom.device.sim;

import org.jspecify.annotations.NullMarked;
