@NullMarked
package dev.handloom.device.driver.xsens;

import org.jspecify.annotations.NullMarked;
