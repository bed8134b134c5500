package dev.handloom.test.bench;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import java.io.IOException;
import java.util.List;

/// Devices for a benchmark, all of one kind.
interface BenchDevices extends AutoCloseable {
  /// As a rig has them.
  List<DeviceConfig> configs();

  /// Through which they are reached.
  Links links();

  void start();

  /// How late the devices themselves were since [#forgetLateness]; 0 where they do not know.
  long worstLateNanos();

  void forgetLateness();

  /// Says nothing more; the links stay.
  void stop();

  @Override
  void close() throws IOException;
}
