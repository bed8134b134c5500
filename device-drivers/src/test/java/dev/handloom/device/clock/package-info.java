@NullMarked
package dev.handloom.device.clock;

import org.jspecify.annotations.NullMarked;
