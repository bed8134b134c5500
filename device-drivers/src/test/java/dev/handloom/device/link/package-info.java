@org.jspecify.annotations.NullMarked
package dev.handloom.device.link;
