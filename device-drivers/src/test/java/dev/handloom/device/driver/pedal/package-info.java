@NullMarked
package dev.handloom.device.driver.pedal;

import org.jspecify.annotations.NullMarked;
