/// What the monitors of a preview catch, and how often they cry for nothing.
@NullMarked
package dev.handloom.test.bench.monitor;

import org.jspecify.annotations.NullMarked;
