@NullMarked
package dev.handloom.device.driver.udcap;

import org.jspecify.annotations.NullMarked;
