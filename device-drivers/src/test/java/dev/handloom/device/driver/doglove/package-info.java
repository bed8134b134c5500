@NullMarked
package dev.handloom.device.driver.doglove;

import org.jspecify.annotations.NullMarked;
