@NullMarked
package dev.handloom.device.driver.joycon;

import org.jspecify.annotations.NullMarked;
