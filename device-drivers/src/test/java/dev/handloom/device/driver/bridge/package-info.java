@NullMarked
package dev.handloom.device.driver.bridge;

import org.jspecify.annotations.NullMarked;
