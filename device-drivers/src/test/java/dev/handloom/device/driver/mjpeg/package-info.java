@NullMarked
package dev.handloom.device.driver.mjpeg;

import org.jspecify.annotations.NullMarked;
