package dev.handloom.device.link.page;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where this computer is found on its networks.
final class PageAddresses {
  private PageAddresses() {}

  /// The addresses that another device can dial, those of version 4 first: people type them. Empty
  /// without a network.
  static List<InetAddress> ofThisMachine() {
    List<InetAddress> four = new ArrayList<>();
    List<InetAddress> six = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!each.isUp() || each.isLoopback()) {
          continue;
        }
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          // An address that holds on one link alone needs the name of the link with it.
          if (address instanceof Inet4Address) {
            four.add(address);
          } else if (!address.isLinkLocalAddress()) {
            six.add(address);
          }
        }
      }
    } catch (SocketException e) {
      // Then it has none that it would tell.
    }
    four.addAll(six);
    return four;
  }

  /// As it stands in an address of the web.
  static String inUrl(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet4Address ? bare : "[" + bare + "]";
  }
}
