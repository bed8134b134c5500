@NullMarked
package dev.handloom.device.driver.dualsense;

import org.jspecify.annotations.NullMarked;
