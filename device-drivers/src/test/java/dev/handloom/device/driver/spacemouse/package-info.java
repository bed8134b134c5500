@NullMarked
package dev.handloom.device.driver.spacemouse;

import org.jspecify.annotations.NullMarked;
