@NullMarked
package dev.handloom.device.driver.stretchsense;

import org.jspecify.annotations.NullMarked;
