/// What drivers of cameras share: where a JPEG ends, and how large pictures are.
@NullMarked
package dev.handloom.device.driver.picture;

import org.jspecify.annotations.NullMarked;
