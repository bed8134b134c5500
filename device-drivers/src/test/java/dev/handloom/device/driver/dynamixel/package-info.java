@NullMarked
package dev.handloom.device.driver.dynamixel;

import org.jspecify.annotations.NullMarked;
