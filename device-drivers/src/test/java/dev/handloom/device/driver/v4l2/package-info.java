@NullMarked
package dev.handloom.device.driver.v4l2;

import org.jspecify.annotations.NullMarked;
