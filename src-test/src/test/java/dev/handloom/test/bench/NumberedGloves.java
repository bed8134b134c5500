package dev.handloom.test.bench;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.DeviceConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Devices that speak the line protocol over TCP: six channels, a time stamp, a count, a checksum.
/// Each number is sent exactly once, so what is missing afterwards was lost by the studio.
final class NumberedGloves implements AutoCloseable {
  static final int CHANNELS = 6;
  private static final long WRAP = 1L << 32;

  /// As a device of a slow link would: no more at once than this.
  private static final int MOST_BEHIND = 2000;

  private final List<ServerSocket> servers = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final long periodNanos;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long baseNanos;
  private volatile long worstLateNanos;

  NumberedGloves(int count, double hz) throws IOException {
    periodNanos = Math.round(1e9 / hz);
    for (int i = 0; i < count; i++) {
      servers.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    thread = Thread.ofPlatform().name("sim gloves").daemon(true).unstarted(this::run);
  }

  List<DeviceConfig> devices() {
    List<DeviceConfig> devices = new ArrayList<>();
    for (ServerSocket server : servers) {
      Map<String, String> settings = new HashMap<>();
      settings.put("columns", "t_us,seq,c0,c1,c2,c3,c4,c5");
      settings.put("checksum", "xor");
      settings.put("rate_hz", Long.toString(Math.round(1e9 / periodNanos)));
      for (int c = 0; c < CHANNELS; c++) {
        settings.put("c" + c + ".high", "4095");
      }
      String address = "tcp:127.0.0.1:" + server.getLocalPort();
      devices.add(
          new DeviceConfig(
              "glove-" + devices.size(), "line", "glove", address, Map.copyOf(settings), 0));
    }
    return devices;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      List<OutputStream> outs = new ArrayList<>();
      for (ServerSocket server : servers) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        outs.add(socket.getOutputStream());
      }
      Line line = new Line();
      long base = StudioClock.now();
      baseNanos = base;
      for (long n = 0; running; n++) {
        long due = base + n * periodNanos;
        long now = StudioClock.now();
        while (now < due) {
          LockSupport.parkNanos(due - now);
          now = StudioClock.now();
        }
        if (n > MOST_BEHIND) {
          worstLateNanos = Math.max(worstLateNanos, now - due);
        }
        int length = line.of(n, (due - base) / 1000);
        for (OutputStream out : outs) {
          out.write(line.bytes, 0, length);
        }
      }
    } catch (IOException e) {
      if (running) {
        throw new java.io.UncheckedIOException("The simulated gloves failed", e);
      }
    }
  }

  /// Studio time at which the sample of a number was due.
  long dueNanos(long number) {
    return baseNanos + number * periodNanos;
  }

  long periodNanos() {
    return periodNanos;
  }

  /// How late the sender itself was: what it adds to the arrival times.
  long worstLateNanos() {
    return worstLateNanos;
  }

  /// Puts lines together without garbage.
  private static final class Line {
    final byte[] bytes = new byte[128];
    private final byte[] digits = new byte[20];
    private int length;

    int of(long number, long micros) {
      length = 0;
      put(micros % WRAP);
      bytes[length++] = ',';
      put(number % WRAP);
      for (int c = 0; c < CHANNELS; c++) {
        bytes[length++] = ',';
        put((number * (7 + c) + 500L * c) % 4096);
      }
      int xor = 0;
      for (int i = 0; i < length; i++) {
        xor ^= bytes[i];
      }
      bytes[length++] = '*';
      bytes[length++] = (byte) Character.toUpperCase(Character.forDigit(xor >> 4, 16));
      bytes[length++] = (byte) Character.toUpperCase(Character.forDigit(xor & 15, 16));
      bytes[length++] = '\n';
      return length;
    }

    private void put(long value) {
      int count = 0;
      long rest = value;
      do {
        digits[count++] = (byte) ('0' + rest % 10);
        rest /= 10;
      } while (rest > 0);
      while (count > 0) {
        bytes[length++] = digits[--count];
      }
    }
  }

  /// Sends nothing more; the connections stay.
  void stop() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    running = false;
    for (ServerSocket server : servers) {
      server.close();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    stop();
  }
}
