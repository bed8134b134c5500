package dev.handloom.device.sim.wire;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.HidPort;
import dev.handloom.device.link.Link;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A HID device within the process. Feature reports that the host sends are heard like output
/// reports.
public final class ReportWire implements Wire {
  private static final int REPORTS = 64;

  private final String name;
  private final HidPort port;
  private final IntFunction<byte[]> features;
  private final BlockingQueue<byte[]> toHost = new ArrayBlockingQueue<>(REPORTS);
  private final BlockingQueue<byte[]> toDevice = new ArrayBlockingQueue<>(REPORTS);
  private volatile @Nullable End end;
  private volatile boolean closed;

  /// @param features the device's feature reports by number
  public ReportWire(String name, int vendor, int product, IntFunction<byte[]> features) {
    this.name = name;
    this.features = features;
    port = new HidPort("sim:" + name, vendor, product, "", -1, 0, 0, "simulated " + name);
  }

  @Override
  public String address() {
    return "sim:" + name;
  }

  @Override
  public synchronized Link open() throws IOException {
    if (closed) {
      throw new IOException("It is not plugged in: " + address());
    }
    if (end != null) {
      throw new IOException("Something else has it open; disconnect that: " + address());
    }
    toHost.clear();
    toDevice.clear();
    End opened = new End();
    end = opened;
    return opened;
  }

  @Override
  public boolean listened() {
    return end != null;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    if (end == null) {
      return false;
    }
    byte[] report = new byte[length];
    System.arraycopy(bytes, offset, report, 0, length);
    return toHost.offer(report);
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    byte[] report = poll(toDevice, waitMillis);
    if (report == null) {
      return 0;
    }
    int length = Math.min(report.length, into.length);
    System.arraycopy(report, 0, into, 0, length);
    return length;
  }

  private static byte @Nullable [] poll(BlockingQueue<byte[]> queue, int waitMillis) {
    try {
      return queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
    end = null;
  }

  /// The host's end.
  private final class End implements HidLink {
    private long arrivalNanos;

    private void check() throws IOException {
      if (end != this) {
        throw new IOException("It was unplugged: " + address());
      }
    }

    @Override
    public int read(byte[] report, int waitMillis) throws IOException {
      byte[] next = poll(toHost, waitMillis);
      arrivalNanos = StudioClock.now();
      check();
      if (next == null) {
        return 0;
      }
      int length = Math.min(next.length, report.length);
      System.arraycopy(next, 0, report, 0, length);
      return length;
    }

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public void write(byte[] report, int length) throws IOException {
      check();
      byte[] copy = new byte[length];
      System.arraycopy(report, 0, copy, 0, length);
      if (!toDevice.offer(copy)) {
        throw new IOException("The device takes no report: " + address());
      }
    }

    @Override
    public int feature(int number, byte[] into) throws IOException {
      check();
      byte[] feature = features.apply(number);
      if (feature.length == 0) {
        throw new IOException("The device gives no feature report: " + address());
      }
      int length = Math.min(feature.length, into.length);
      System.arraycopy(feature, 0, into, 0, length);
      return length;
    }

    @Override
    public void sendFeature(byte[] report, int length) throws IOException {
      write(report, length);
    }

    @Override
    public HidPort port() {
      return port;
    }

    @Override
    public String title() {
      return port.title();
    }

    @Override
    public void close() {
      if (end == this) {
        end = null;
      }
    }
  }
}
