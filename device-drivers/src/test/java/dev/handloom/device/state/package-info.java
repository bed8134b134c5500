@NullMarked
package dev.handloom.device.state;

import org.jspecify.annotations.NullMarked;
