@NullMarked
package dev.handloom.device.driver.encoderboard;

import org.jspecify.annotations.NullMarked;
