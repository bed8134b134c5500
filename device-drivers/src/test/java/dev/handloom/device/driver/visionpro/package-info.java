@NullMarked
package dev.handloom.device.driver.visionpro;

import org.jspecify.annotations.NullMarked;
