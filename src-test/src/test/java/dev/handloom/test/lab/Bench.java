package dev.handloom.test.lab;

import dev.handloom.store.record.RecorderOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// What scenarios work with: the monitor of the machine, and the far ends of its serial ports.
final class Bench implements AutoCloseable {
  /// Everything is slow on an emulated processor; what takes longer than this does not happen.
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long LOOK_NANOS = 50_000_000L;

  private final Monitor monitor;
  private final String host;
  private final int[] sockets;

  /// @param monitor where the machine's monitor listens
  /// @param sockets the ports beside it where the far ends of the serial ports are
  Bench(String monitor, String sockets) throws IOException {
    int colon = monitor.lastIndexOf(':');
    host = monitor.substring(0, colon);
    this.monitor = new Monitor(host, Integer.parseInt(monitor.substring(colon + 1)));
    String[] words = sockets.split(",");
    this.sockets = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      this.sockets[i] = Integer.parseInt(words[i]);
    }
  }

  /// A USB serial adapter.
  ///
  /// @param wire which of the machine's wires it hangs on, from 0
  /// @param far where the device behind it listens, as `tcp:HOST:PORT`; empty for none
  Adapter adapter(int wire, String serialNumber, String far) {
    return new Adapter(monitor, host, sockets[wire], wire, serialNumber, far);
  }

  /// Takes on a machine whose disk may be slow.
  static RecorderOptions recording() {
    return RecorderOptions.standard("lab").withRoom(1 << 20, 1 << 20).withFinishLimit(PATIENCE);
  }

  /// Waits for something that must come.
  static void await(String what, Callable<Boolean> holds) throws Exception {
    await(what, PATIENCE, holds);
  }

  static void await(String what, Duration patience, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new Scenario.Wrong("Within " + patience.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
