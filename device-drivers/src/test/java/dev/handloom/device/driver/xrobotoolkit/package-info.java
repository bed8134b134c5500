@NullMarked
package dev.handloom.device.driver.xrobotoolkit;

import org.jspecify.annotations.NullMarked;
