package dev.handloom.device.sim;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.wire.DialWire;
import dev.handloom.device.sim.wire.OpenWebWire;
import dev.handloom.device.sim.wire.PipeWire;
import dev.handloom.device.sim.wire.PtyWire;
import dev.handloom.device.sim.wire.ReportWire;
import dev.handloom.device.sim.wire.SeatWire;
import dev.handloom.device.sim.wire.TalkWire;
import dev.handloom.device.sim.wire.TcpWire;
import dev.handloom.device.sim.wire.UdpWire;
import dev.handloom.device.sim.wire.WebWire;
import dev.handloom.device.sim.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What a simulated device is plugged in with: the same kind of link as the real one.
public sealed interface Plug {
  /// Plugs it in for this program, under an address of the system's choice.
  Wire plug(String name, Instrument instrument) throws IOException;

  /// Plugs it in where other programs find it.
  ///
  /// @param address where, as [#addresses] says; null for the usual place
  Wire serve(String name, Instrument instrument, @Nullable String address) throws IOException;

  /// What a person may ask for with `--address`; empty if there is no choice.
  String addresses();

  /// A serial port: a pseudo-terminal where the system has them.
  record Serial() implements Plug {
    private static final int PIPE_BYTES = 1 << 14;

    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return PtyWire.available() ? PtyWire.make() : new PipeWire(name, PIPE_BYTES);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      if (address != null || !PtyWire.available()) {
        return new TcpWire(name, at(address, "tcp", 0));
      }
      return PtyWire.make();
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// Something wide: within this program a pipe that holds so many packets, TCP for others.
  record Pipe(int packets) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) {
      return new PipeWire(name, packets * instrument.packetBytes());
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new TcpWire(name, at(address, "tcp", 0));
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// A TCP port of the device, which the host dials.
  record Tcp() implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return new TcpWire(name, at(null, "tcp", 0));
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new TcpWire(name, at(address, "tcp", 0));
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// A TCP port of the device that speaks a protocol of its own, in which the host speaks first.
  ///
  /// @param before what stands before host and port in its address: `http://`
  /// @param port the usual one; 0 for any
  /// @param after what stands after them: `/stream`
  record Talk(String before, int port, String after) implements Plug {
    public Talk(String before, int port) {
      this(before, port, "");
    }

    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return new TalkWire(name, before, at(null, "tcp", 0), after);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new TalkWire(name, before, at(address, "tcp", port), after);
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// The device dials a TCP port of the host.
  ///
  /// @param port the usual one
  record Dials(int port) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) {
      return new DialWire(name, null);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new DialWire(name, at(address, "tcp", port));
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// A headset's browser that opens a page of the host.
  record Seat() implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return new SeatWire(name, null);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      if (address == null) {
        throw new IOException(
            "Say which page it opens, with its token, as the studio shows it: --address"
                + " https://127.0.0.1:8443/#ABC234");
      }
      return new SeatWire(name, address);
    }

    @Override
    public String addresses() {
      return "https://HOST:PORT/#TOKEN";
    }
  }

  /// The device opens a WebSocket of the host.
  ///
  /// @param port the usual one
  record OpensWeb(int port) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) {
      return new OpenWebWire(name, null, instrument.greeting());
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new OpenWebWire(name, at(address, "tcp", port), instrument.greeting());
    }

    @Override
    public String addresses() {
      return "tcp:HOST:PORT";
    }
  }

  /// The device sends datagrams to a port of the host.
  ///
  /// @param port the usual one
  record Udp(int port) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return new UdpWire(null);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      return new UdpWire(at(address, "udp", port));
    }

    @Override
    public String addresses() {
      return "udp:HOST:PORT";
    }
  }

  /// An HTTP server with a WebSocket.
  ///
  /// @param webSocketPath where it is; messages go to everyone who opened it. Empty without one
  /// @param webSocketOnly whether the driver opens the WebSocket itself rather than asking for it
  record Web(String webSocketPath, boolean webSocketOnly) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) throws IOException {
      return serve(name, instrument, null);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      InetSocketAddress at = at(address, webSocketOnly ? "ws" : "http", 0);
      return new WebWire(name, at, webSocketPath, webSocketOnly, instrument.text());
    }

    @Override
    public String addresses() {
      return (webSocketOnly ? "ws" : "http") + ":HOST:PORT";
    }
  }

  /// Reports of a human interface device, within this program alone.
  ///
  /// @param vendor USB vendor
  /// @param product USB product
  record Reports(int vendor, int product) implements Plug {
    @Override
    public Wire plug(String name, Instrument instrument) {
      return new ReportWire(name, vendor, product, instrument::feature);
    }

    @Override
    public Wire serve(String name, Instrument instrument, @Nullable String address)
        throws IOException {
      throw new IOException(
          "A simulated HID device lives within the studio alone; a rig file reaches it as sim:"
              + name);
    }

    @Override
    public String addresses() {
      return "";
    }
  }

  private static InetSocketAddress at(@Nullable String address, String scheme, int usualPort)
      throws IOException {
    if (address == null) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), usualPort);
    }
    String rest = address.startsWith(scheme + ":") ? address.substring(scheme.length() + 1) : "";
    int colon = rest.lastIndexOf(':');
    try {
      if (colon > 0) {
        int port = Integer.parseInt(rest.substring(colon + 1));
        if (port >= 0 && port < 65_536) {
          return new InetSocketAddress(InetAddress.getByName(rest.substring(0, colon)), port);
        }
      }
    } catch (NumberFormatException e) {
      // Falls through to the complaint.
    }
    throw new IOException("The address must be " + scheme + ":HOST:PORT, not " + address);
  }
}
