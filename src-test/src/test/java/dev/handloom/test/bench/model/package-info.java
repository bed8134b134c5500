/// How fast models answer on this machine.
@NullMarked
package dev.handloom.test.bench.model;

import org.jspecify.annotations.NullMarked;
