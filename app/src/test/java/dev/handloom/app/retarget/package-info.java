@NullMarked
package dev.handloom.app.retarget;

import org.jspecify.annotations.NullMarked;
