@NullMarked
package dev.handloom.device.driver.frames;

import org.jspecify.annotations.NullMarked;
