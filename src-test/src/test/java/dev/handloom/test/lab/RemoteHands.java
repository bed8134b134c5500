package dev.handloom.test.lab;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Moves the head and the hands of Monado's remote headset along a known path, some hundred times a
/// second, and keeps what it said when.
final class RemoteHands implements AutoCloseable {
  static final int PORT = 4242;

  /// Where things were said to be.
  ///
  /// @param nanos when it was said
  /// @param head, left, right x, y, z in metres
  record Said(long nanos, double[] head, double[] left, double[] right, double curl) {}

  private static final long PERIOD_NANOS = 4_000_000L;
  private static final byte[] MAGIC = "mndrmt3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int BYTES = 376;
  private static final int HEAD_AT = 8 + 96;
  private static final int LEFT_AT = 136;
  private static final int RIGHT_AT = 256;
  private static final int CURL_AT = 52;
  private static final int HAND_ACTIVE_AT = 104;
  private static final int ACTIVE_AT = 105;

  private final Socket socket;
  private final Thread thread;
  private final List<Said> said = new ArrayList<>();
  private volatile boolean leftActive = true;
  private volatile boolean ended;

  RemoteHands() throws Exception {
    Socket[] open = new Socket[1];
    // The service takes programs before its headset listens.
    Bench.await(
        "the remote headset listens",
        () -> {
          try {
            open[0] = new Socket(InetAddress.getLoopbackAddress(), PORT);
            return true;
          } catch (ConnectException e) {
            return false;
          }
        });
    socket = open[0];
    socket.setTcpNoDelay(true);
    thread = Thread.ofPlatform().daemon(true).name("remote hands").start(this::move);
  }

  /// Whether the left hand and its controller are there.
  void left(boolean active) {
    leftActive = active;
  }

  /// Everything said so far.
  List<Said> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  private void move() {
    ByteBuffer packet = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long due = StudioClock.now();
    try {
      while (!ended) {
        Said now = at(StudioClock.now());
        packet.clear();
        packet.put(MAGIC);
        pose(packet, HEAD_AT, now.head());
        hand(packet, LEFT_AT, now.left(), now.curl(), leftActive);
        hand(packet, RIGHT_AT, now.right(), now.curl(), true);
        synchronized (said) {
          said.add(now);
        }
        socket.getOutputStream().write(packet.array());
        due = Math.max(due + PERIOD_NANOS, StudioClock.now());
        LockSupport.parkNanos(due - StudioClock.now());
      }
    } catch (IOException gone) {
      // The service has ended; whoever ended it knows.
    }
  }

  private static void hand(ByteBuffer packet, int at, double[] place, double curl, boolean active) {
    pose(packet, at, place);
    for (int f = 0; f < 5; f++) {
      packet.putFloat(at + CURL_AT + 4 * f, (float) curl);
    }
    packet.put(at + HAND_ACTIVE_AT, (byte) (active ? 1 : 0));
    packet.put(at + ACTIVE_AT, (byte) (active ? 1 : 0));
  }

  private static void pose(ByteBuffer packet, int at, double[] place) {
    packet.putFloat(at, 0).putFloat(at + 4, 0).putFloat(at + 8, 0).putFloat(at + 12, 1);
    for (int i = 0; i < 3; i++) {
      packet.putFloat(at + 16 + 4 * i, (float) place[i]);
    }
  }

  /// A head that sways and hands that reach, none twice alike within minutes.
  private static Said at(long nanos) {
    double t = nanos / 1e9;
    return new Said(
        nanos,
        new double[] {
          0.15 * Math.sin(2 * Math.PI * 0.31 * t),
          1.6 + 0.03 * Math.sin(2 * Math.PI * 0.83 * t),
          0.10 * Math.sin(2 * Math.PI * 0.47 * t)
        },
        new double[] {
          -0.2 + 0.25 * Math.sin(2 * Math.PI * 0.61 * t),
          1.2 + 0.15 * Math.sin(2 * Math.PI * 0.37 * t),
          -0.3 + 0.12 * Math.sin(2 * Math.PI * 0.53 * t)
        },
        new double[] {
          0.2 + 0.25 * Math.sin(2 * Math.PI * 0.43 * t),
          1.2 + 0.15 * Math.sin(2 * Math.PI * 0.71 * t),
          -0.3 + 0.12 * Math.sin(2 * Math.PI * 0.29 * t)
        },
        0.5 + 0.5 * Math.sin(2 * Math.PI * 0.2 * t));
  }

  @Override
  public void close() throws IOException {
    ended = true;
    socket.close();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
