@NullMarked
package dev.handloom.device.driver.rokoko;

import org.jspecify.annotations.NullMarked;
