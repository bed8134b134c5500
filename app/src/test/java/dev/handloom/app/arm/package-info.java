@NullMarked
package dev.handloom.app.arm;

import org.jspecify.annotations.NullMarked;
