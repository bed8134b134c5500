@NullMarked
package dev.handloom.device.driver.line;

import org.jspecify.annotations.NullMarked;
