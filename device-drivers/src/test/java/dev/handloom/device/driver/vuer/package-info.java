@NullMarked
package dev.handloom.device.driver.vuer;

import org.jspecify.annotations.NullMarked;
