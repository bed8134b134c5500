@NullMarked
package dev.handloom.device.driver.openxr;

import org.jspecify.annotations.NullMarked;
