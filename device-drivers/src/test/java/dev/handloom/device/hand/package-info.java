@NullMarked
package dev.handloom.device.hand;

import org.jspecify.annotations.NullMarked;
