@NullMarked
package dev.handloom.device.driver.zmqcamera;

import org.jspecify.annotations.NullMarked;
