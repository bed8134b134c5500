/// Tests of what devices on a bus share.
@NullMarked
package dev.handloom.device.driver.bus;

import org.jspecify.annotations.NullMarked;
