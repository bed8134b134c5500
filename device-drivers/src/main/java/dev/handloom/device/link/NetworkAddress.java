package dev.handloom.device.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands in the address of a network link: `[HOST:]PORT` and, after commas, options.
final class NetworkAddress {
  /// Who may speak to a port that other machines can reach, if anybody may.
  private static final String ANYBODY = "any";

  final InetSocketAddress at;
  private final Map<String, String> options;
  private final String written;

  private NetworkAddress(InetSocketAddress at, Map<String, String> options, String written) {
    this.at = at;
    this.options = options;
    this.written = written;
  }

  /// A host and a port to dial.
  static NetworkAddress toDial(String rest) throws IOException {
    return new NetworkAddress(socket(rest, null, rest), Map.of(), rest);
  }

  /// A port to listen on, by default for this machine alone. Whoever opens it to others says which
  /// of them is meant, because devices send no password.
  static NetworkAddress toListen(String rest, Set<String> known) throws IOException {
    String[] parts = rest.split(",", -1);
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw new IOException(
            "After the port an address may have "
                + String.join("=…, ", known)
                + "=…, not "
                + parts[i]
                + ": "
                + rest);
      }
      options.put(name, parts[i].substring(equals + 1));
    }
    InetSocketAddress at = socket(parts[0], InetAddress.getLoopbackAddress(), rest);
    boolean open = !at.getAddress().isLoopbackAddress();
    if (open && !options.containsKey("from")) {
      throw new IOException(
          "A port that other machines can reach needs to know which of them may send: add"
              + " ,from=HOST or, if the network is yours alone, ,from=any: "
              + rest);
    }
    return new NetworkAddress(at, options, rest);
  }

  /// The only machine that may speak; null if any may.
  @Nullable InetAddress from() throws IOException {
    String host = options.get("from");
    if (host == null || host.equals(ANYBODY)) {
      return null;
    }
    return host(host, written);
  }

  /// An option that is a host and a port; null without it.
  @Nullable InetSocketAddress option(String name) throws IOException {
    String text = options.get(name);
    return text == null ? null : socket(text, null, written);
  }

  private static InetSocketAddress socket(
      String text, @Nullable InetAddress otherwise, String written) throws IOException {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    int port;
    try {
      port = Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      port = -1;
    }
    boolean listening = otherwise != null;
    if (port < (listening ? 0 : 1) || port > 65_535 || (host.isEmpty() && !listening)) {
      throw new IOException(
          "A network address is " + (listening ? "[host:]port" : "host:port") + ", not " + written);
    }
    InetAddress address = host.isEmpty() ? otherwise : host(host, written);
    return new InetSocketAddress(address, port);
  }

  private static InetAddress host(String host, String written) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("There is no machine called " + host + ": " + written, e);
    }
  }
}
