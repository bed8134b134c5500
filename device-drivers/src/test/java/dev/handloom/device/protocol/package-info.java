/// The test kit of protocols: what every driver has to bear, and real links to simulated devices.
@org.jspecify.annotations.NullMarked
package dev.handloom.device.protocol;
