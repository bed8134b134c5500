package dev.handloom.test.bench;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.sim.wire.PtyWire;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Devices that say numbered lines at a high rate over one kind of link. One thread speaks for all,
/// so that they cost as little as they can.
final class LoudDevices implements BenchDevices {
  private static final int CHANNELS = 6;

  /// How they are reached.
  enum Wire {
    SERIAL("lines over a pseudo-terminal"),
    TCP("lines over TCP"),
    UDP("bridge messages over UDP");

    private final String title;

    Wire(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// One packet to one device.
  private interface Mouth extends AutoCloseable {
    void say(byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Wire wire;
  private final long periodNanos;
  private final List<DeviceConfig> configs = new ArrayList<>();
  private final List<Mouth> mouths = new ArrayList<>();

  /// Of free ports, until all are found.
  private final List<DatagramSocket> holders = new ArrayList<>();

  private final DatagramSocket sender = new DatagramSocket();
  private final Thread thread =
      Thread.ofPlatform().name("sim all").daemon(true).unstarted(this::run);
  private volatile boolean running = true;
  private volatile long worstLateNanos;

  LoudDevices(Wire wire, int count, double hz) throws IOException {
    this.wire = wire;
    periodNanos = Math.round(1e9 / hz);
    try {
      for (int i = 0; i < count; i++) {
        add("device-" + i, hz);
      }
      holders.forEach(DatagramSocket::close);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void add(String id, double hz) throws IOException {
    String rate = Long.toString(Math.round(hz));
    switch (wire) {
      case SERIAL -> {
        PtyWire pty = PtyWire.make();
        mouths.add(
            new Mouth() {
              @Override
              public void say(byte[] bytes) {
                pty.write(bytes, 0, bytes.length);
              }

              @Override
              public void close() {
                pty.close();
              }
            });
        configs.add(line(id, pty.address(), rate));
      }
      case TCP -> {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        mouths.add(new Dialled(server));
        configs.add(line(id, "tcp:127.0.0.1:" + server.getLocalPort(), rate));
      }
      case UDP -> {
        DatagramSocket holder =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        holders.add(holder);
        int port = holder.getLocalPort();
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        mouths.add(
            new Mouth() {
              @Override
              public void say(byte[] bytes) throws IOException {
                sender.send(new DatagramPacket(bytes, bytes.length, to));
              }

              @Override
              public void close() {
                // All say it through one.
              }
            });
        configs.add(
            new DeviceConfig(
                id,
                "bridge",
                "glove",
                "udp:127.0.0.1:" + port,
                Map.of(
                    "channels",
                    "c0,c1,c2,c3,c4,c5",
                    "rate_hz",
                    rate,
                    "time",
                    "t_us",
                    "high",
                    "4095"),
                0));
      }
    }
  }

  private static DeviceConfig line(String id, String address, String rate) {
    Map<String, String> settings = new HashMap<>();
    settings.put("columns", "t_us,seq,c0,c1,c2,c3,c4,c5");
    settings.put("rate_hz", rate);
    for (int c = 0; c < CHANNELS; c++) {
      settings.put("c" + c + ".high", "4095");
    }
    return new DeviceConfig(id, "line", "glove", address, settings, 0);
  }

  @Override
  public List<DeviceConfig> configs() {
    return List.copyOf(configs);
  }

  @Override
  public Links links() {
    return Links.ofThisMachine();
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    long base = StudioClock.now();
    try {
      for (long n = 0; running; n++) {
        long due = base + n * periodNanos;
        long now = StudioClock.now();
        while (now < due && running) {
          LockSupport.parkNanos(due - now);
          now = StudioClock.now();
        }
        worstLateNanos = Math.max(worstLateNanos, now - due);
        byte[] packet = packet(n, (due - base) / 1000);
        for (Mouth mouth : mouths) {
          mouth.say(packet);
        }
      }
    } catch (IOException e) {
      if (running) {
        throw new java.io.UncheckedIOException("The simulated devices failed", e);
      }
    }
  }

  private byte[] packet(long number, long micros) {
    String text =
        wire == Wire.UDP
            ? "{\"t_us\":" + micros + ",\"seq\":" + number + values(number) + "}"
            : micros + "," + number + columns(number) + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String values(long number) {
    StringBuilder text = new StringBuilder(",\"values\":{");
    for (int c = 0; c < CHANNELS; c++) {
      text.append(c > 0 ? "," : "").append("\"c").append(c).append("\":").append(value(number, c));
    }
    return text.append('}').toString();
  }

  private static String columns(long number) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < CHANNELS; c++) {
      text.append(',').append(value(number, c));
    }
    return text.toString();
  }

  private static long value(long number, int channel) {
    return (number * (7 + channel) + 500L * channel) % 4096;
  }

  @Override
  public long worstLateNanos() {
    return worstLateNanos;
  }

  @Override
  public void forgetLateness() {
    worstLateNanos = 0;
  }

  @Override
  public void stop() {
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
    stop();
    holders.forEach(DatagramSocket::close);
    sender.close();
    for (Mouth mouth : mouths) {
      mouth.close();
    }
  }

  /// Speaks to whoever has dialled.
  private static final class Dialled implements Mouth {
    private final ServerSocket server;
    private Socket socket = new Socket();

    Dialled(ServerSocket server) {
      this.server = server;
    }

    @Override
    public void say(byte[] bytes) throws IOException {
      if (!socket.isConnected()) {
        socket = server.accept();
        socket.setTcpNoDelay(true);
      }
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
      server.close();
      socket.close();
    }
  }
}
