@NullMarked
package dev.handloom.device.driver.airexo;

import org.jspecify.annotations.NullMarked;
