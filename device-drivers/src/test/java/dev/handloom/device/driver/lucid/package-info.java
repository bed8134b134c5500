@NullMarked
package dev.handloom.device.driver.lucid;

import org.jspecify.annotations.NullMarked;
