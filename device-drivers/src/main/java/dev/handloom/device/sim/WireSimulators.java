package dev.handloom.device.sim;

import java.util.List;

/// The simulators of one family of devices. Found by `ServiceLoader`.
@FunctionalInterface
public interface WireSimulators {
  List<WireSimulator> all();
}
