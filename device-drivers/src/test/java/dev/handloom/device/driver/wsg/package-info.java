@NullMarked
package dev.handloom.device.driver.wsg;

import org.jspecify.annotations.NullMarked;
