@NullMarked
package dev.handloom.device.driver.dexumi;

import org.jspecify.annotations.NullMarked;
