@NullMarked
package dev.handloom.device.driver.picture;

import org.jspecify.annotations.NullMarked;
