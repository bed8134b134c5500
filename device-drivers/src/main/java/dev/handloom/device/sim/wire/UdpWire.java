package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.UdpLink;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// The device sends datagrams to the host, and hears what the host answers.
public final class UdpWire implements Wire {
  private final DatagramSocket socket;
  private volatile @Nullable InetSocketAddress target;

  /// @param target the host's port; null for whoever calls [#open]
  public UdpWire(@Nullable InetSocketAddress target) throws IOException {
    this.target = target;
    boolean near = target == null || target.getAddress().isLoopbackAddress();
    socket = near ? new DatagramSocket(0, InetAddress.getLoopbackAddress()) : new DatagramSocket();
  }

  @Override
  public String address() {
    InetSocketAddress to = target;
    return "udp:" + (to == null ? 0 : to.getPort());
  }

  @Override
  public Link open() throws IOException {
    UdpLink link = UdpLink.open("0");
    target = link.at();
    return link;
  }

  @Override
  public boolean listened() {
    return target != null;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    InetSocketAddress to = target;
    if (to == null) {
      return false;
    }
    try {
      socket.send(new DatagramPacket(bytes, offset, length, to));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    try {
      socket.setSoTimeout(Math.max(1, waitMillis));
      DatagramPacket packet = new DatagramPacket(into, into.length);
      socket.receive(packet);
      return packet.getLength();
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void replaces(Wire before) {
    if (target == null && before instanceof UdpWire udp) {
      target = udp.target;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
