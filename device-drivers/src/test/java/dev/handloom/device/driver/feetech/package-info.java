@NullMarked
package dev.handloom.device.driver.feetech;

import org.jspecify.annotations.NullMarked;
