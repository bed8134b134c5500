@NullMarked
package dev.handloom.device.driver.replay;

import org.jspecify.annotations.NullMarked;
