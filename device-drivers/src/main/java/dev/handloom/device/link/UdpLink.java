package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Datagrams, each kept whole. Address: `[HOST:]PORT[,from=HOST][,to=HOST:PORT]`; without `to`
/// answers go to whoever sent last.
public final class UdpLink implements MessageLink {
  /// The largest datagram there is, and one byte to notice that the caller's array was too small.
  private static final int LARGEST = 65_536;

  /// Bursts wait in the kernel; at its usual size a slow moment loses some.
  private static final int KERNEL_BYTES = 1 << 20;

  private final DatagramSocket socket;
  private final @Nullable InetAddress from;
  private final @Nullable InetSocketAddress to;
  private final DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
  private int wait = -1;
  private long arrivalNanos;
  private volatile long lost;
  private volatile @Nullable InetSocketAddress sender;

  private UdpLink(
      DatagramSocket socket, @Nullable InetAddress from, @Nullable InetSocketAddress to) {
    this.socket = socket;
    this.from = from;
    this.to = to;
  }

  /// Begins to listen.
  public static UdpLink open(String rest) throws IOException {
    NetworkAddress address = NetworkAddress.toListen(rest, Set.of("from", "to"));
    InetAddress from = address.from();
    InetSocketAddress to = address.option("to");
    DatagramSocket socket;
    try {
      socket = new DatagramSocket(address.at);
    } catch (IOException e) {
      throw new IOException(
          "The port cannot be listened on; another program has it, or it is not of this machine ("
              + e.getMessage()
              + "): "
              + rest,
          e);
    }
    socket.setReceiveBufferSize(KERNEL_BYTES);
    return new UdpLink(socket, from, to);
  }

  /// Where it listens.
  public InetSocketAddress at() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread receives.
  public int receive(byte[] into, int waitMillis) throws IOException {
    if (waitMillis != wait) {
      socket.setSoTimeout(Math.max(1, waitMillis));
      wait = waitMillis;
    }
    try {
      packet.setLength(LARGEST);
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return NOTHING;
    }
    long now = StudioClock.now();
    if (from != null && !from.equals(packet.getAddress())) {
      return NOTHING;
    }
    int length = packet.getLength();
    if (length > into.length) {
      lost++;
      return NOTHING;
    }
    arrivalNanos = now;
    sender = (InetSocketAddress) packet.getSocketAddress();
    System.arraycopy(packet.getData(), 0, into, 0, length);
    return length;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public boolean text() {
    return false;
  }

  @Override
  public long lostMessages() {
    return lost;
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    InetSocketAddress peer = to == null ? sender : to;
    if (peer == null) {
      throw new IOException(
          "Nothing has come yet, so it is not known whom to answer; ,to=HOST:PORT says so: "
              + title());
    }
    socket.send(new DatagramPacket(bytes, offset, length, peer));
  }

  @Override
  public void sendText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(bytes, 0, bytes.length);
  }

  @Override
  public String title() {
    InetSocketAddress peer = sender;
    return "UDP " + at() + (peer == null ? "" : " from " + peer);
  }

  @Override
  public void close() {
    socket.close();
  }
}
