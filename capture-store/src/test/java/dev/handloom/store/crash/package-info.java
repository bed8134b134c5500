/// A model of disks that lose power, fail and stall, and takes recorded on them.
@NullMarked
package dev.handloom.store.crash;

import org.jspecify.annotations.NullMarked;
