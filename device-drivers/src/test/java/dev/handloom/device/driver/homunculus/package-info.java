@NullMarked
package dev.handloom.device.driver.homunculus;

import org.jspecify.annotations.NullMarked;
