@NullMarked
package dev.handloom.preview.example;

import org.jspecify.annotations.NullMarked;
