@NullMarked
package dev.handloom.device.driver.grabette;

import org.jspecify.annotations.NullMarked;
