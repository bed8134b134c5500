/// How well a gripper's width is read from the pictures of its wrist camera.
@NullMarked
package dev.handloom.test.bench.gripper;

import org.jspecify.annotations.NullMarked;
