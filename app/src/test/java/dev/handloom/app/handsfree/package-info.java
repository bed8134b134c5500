@NullMarked
package dev.handloom.app.handsfree;

import org.jspecify.annotations.NullMarked;
