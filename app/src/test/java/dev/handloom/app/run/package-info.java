@NullMarked
package dev.handloom.app.run;

import org.jspecify.annotations.NullMarked;
