@NullMarked
package dev.handloom.preview.session;

import org.jspecify.annotations.NullMarked;
