@NullMarked
package dev.handloom.device.driver.hid;

import org.jspecify.annotations.NullMarked;
