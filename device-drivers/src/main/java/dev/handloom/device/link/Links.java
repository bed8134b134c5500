package dev.handloom.device.link;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The ways to reach a device: an address like `serial:/dev/ttyUSB0@115200` or
/// `tcp:192.168.0.7:9000` names one. A simulated rig adds a scheme of its own. Immutable.
public final class Links {
  private final Map<String, LinkOpener> openers;

  private Links(Map<String, LinkOpener> openers) {
    this.openers = openers;
  }

  /// The links of this machine.
  public static Links ofThisMachine() {
    return new Links(Map.of("serial", SerialLink::open, "tcp", TcpLink::open));
  }

  /// The same and one scheme more.
  public Links with(String scheme, LinkOpener opener) {
    Map<String, LinkOpener> more = new TreeMap<>(openers);
    more.put(scheme, opener);
    return new Links(Map.copyOf(more));
  }

  /// Whether an address begins with a scheme that can be opened here.
  public boolean knows(String address) {
    return opener(address) != null;
  }

  private @Nullable LinkOpener opener(String address) {
    int colon = address.indexOf(':');
    return colon < 1 ? null : openers.get(address.substring(0, colon));
  }

  /// The schemes that can be opened here, for a person.
  public String schemes() {
    return String.join(", ", new TreeMap<>(openers).keySet());
  }

  /// Opens the link that an address names.
  public Link open(String address) throws IOException {
    LinkOpener opener = opener(address);
    if (opener == null) {
      throw new IOException(
          "No such kind of address; it begins with one of "
              + schemes()
              + " and a colon: "
              + address);
    }
    return opener.open(address.substring(address.indexOf(':') + 1));
  }
}
