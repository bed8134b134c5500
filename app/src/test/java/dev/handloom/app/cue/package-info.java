@NullMarked
package dev.handloom.app.cue;

import org.jspecify.annotations.NullMarked;
