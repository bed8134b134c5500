@NullMarked
package dev.handloom.test.bench.retarget;

import org.jspecify.annotations.NullMarked;
