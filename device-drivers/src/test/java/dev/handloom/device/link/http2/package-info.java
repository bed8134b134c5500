@NullMarked
package dev.handloom.device.link.http2;

import org.jspecify.annotations.NullMarked;
