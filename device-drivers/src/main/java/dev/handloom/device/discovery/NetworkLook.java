package dev.handloom.device.discovery;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.rig.DeviceDriver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Looks on the network when a person asks for it: listens on the UDP ports that drivers usually
/// have, and asks once, by multicast DNS, who offers pictures or a web interface. No device is
/// spoken to, and no port of another machine is tried.
public final class NetworkLook {
  /// Long enough for answers that responders delay, and for many frames of whoever sends.
  public static final Duration USUAL = Duration.ofSeconds(3);

  private static final InetSocketAddress ALL_DEVICES = new InetSocketAddress("224.0.0.251", 5353);

  /// The types of service behind which devices are, and the scheme of an address that reaches them.
  private static final Map<String, String> TYPES =
      Map.of("_http._tcp", "http", "_rtsp._tcp", "rtsp");

  private static final List<String> ASKED = TYPES.keySet().stream().sorted().toList();

  /// It says its own name.
  private static final double NAMED = 0.8;

  /// It is where devices of a kind usually are.
  private static final double USUAL_PORT = 0.4;

  /// Whatever cameras and a web interface have in common.
  private static final double SAME_PROTOCOL = 0.5;

  private static final int LARGEST = 65_536;
  private static final int MOST_MESSAGES = 64;

  /// @param tried what was done, in words for a person
  public record Seen(List<Examined> found, List<String> tried) {
    public Seen {
      found = List.copyOf(found);
      tried = List.copyOf(tried);
    }
  }

  private record Sender(int port, String host) {}

  private final List<DeviceDriver> drivers;

  public NetworkLook(Collection<DeviceDriver> drivers) {
    this.drivers = drivers.stream().sorted(Comparator.comparing(DeviceDriver::id)).toList();
  }

  /// Blocks for as long as it listens.
  public Seen look(Duration most) throws InterruptedException, IOException {
    List<String> tried = new ArrayList<>();
    List<DatagramChannel> ears = new ArrayList<>();
    try (DatagramChannel asker = DatagramChannel.open(StandardProtocolFamily.INET)) {
      asker.bind(new InetSocketAddress(0));
      TreeSet<Integer> ports = new TreeSet<>();
      for (DeviceDriver driver : drivers) {
        driver.card().links().stream()
            .filter(use -> use.scheme().equals("udp") && use.port() > 0)
            .forEach(use -> ports.add(use.port()));
      }
      for (int port : ports) {
        DatagramChannel ear = DatagramChannel.open(StandardProtocolFamily.INET);
        ears.add(ear);
        try {
          ear.bind(new InetSocketAddress(port));
        } catch (SocketException e) {
          ear.close();
          ears.removeLast();
          tried.add("UDP port " + port + " is in use, by this rig or another program");
        }
      }
      ask(asker, tried);
      return listen(asker, ears, most, tried);
    } finally {
      for (DatagramChannel ear : ears) {
        ear.close();
      }
    }
  }

  /// Over every network that carries questions to all.
  private static void ask(DatagramChannel asker, List<String> tried) throws IOException {
    int asked = 0;
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      try {
        if (each.isUp() && each.supportsMulticast() && !each.isLoopback()) {
          asker.setOption(StandardSocketOptions.IP_MULTICAST_IF, each);
          asker.send(ByteBuffer.wrap(ServiceAnswers.question(ASKED)), ALL_DEVICES);
          asked++;
        }
      } catch (IOException e) {
        tried.add("Over " + each.getDisplayName() + " nobody could be asked: " + e.getMessage());
      }
    }
    tried.add(
        asked == 0
            ? "No network was found over which devices could be asked"
            : "Asked by multicast DNS who offers pictures or a web interface");
  }

  /// @param asker has asked
  Seen listen(DatagramChannel asker, List<DatagramChannel> ears, Duration most, List<String> tried)
      throws IOException, InterruptedException {
    ServiceAnswers answers = new ServiceAnswers();
    Map<Sender, List<byte[]>> heard = new LinkedHashMap<>();
    try (Selector selector = Selector.open()) {
      List<DatagramChannel> all = new ArrayList<>(ears);
      all.add(asker);
      for (DatagramChannel channel : all) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
      }
      ByteBuffer packet = ByteBuffer.allocate(LARGEST);
      long end = StudioClock.now() + most.toNanos();
      for (long left = most.toNanos(); left > 0; left = end - StudioClock.now()) {
        selector.select(Math.max(1, left / 1_000_000));
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          DatagramChannel channel = (DatagramChannel) key.channel();
          packet.clear();
          InetSocketAddress from = (InetSocketAddress) channel.receive(packet);
          if (from == null) {
            continue;
          }
          byte[] bytes = new byte[packet.flip().remaining()];
          packet.get(bytes);
          if (channel.equals(asker)) {
            answers.hear(bytes);
          } else {
            Sender sender =
                new Sender(channel.socket().getLocalPort(), from.getAddress().getHostAddress());
            List<byte[]> messages = heard.computeIfAbsent(sender, _ -> new ArrayList<>());
            if (messages.size() < MOST_MESSAGES) {
              messages.add(bytes);
            }
          }
        }
        selector.selectedKeys().clear();
      }
    }
    for (DatagramChannel ear : ears) {
      int port = ear.socket().getLocalPort();
      long senders = heard.keySet().stream().filter(each -> each.port() == port).count();
      tried.add("Listened on UDP port " + port + ": " + (senders == 0 ? "silence" : "data"));
    }
    List<Examined> found = new ArrayList<>();
    heard.forEach((sender, messages) -> found.add(sender(sender, messages, heard)));
    for (ServiceAnswers.Service service : answers.services(ASKED)) {
      Examined seen = service(service);
      // Printers and routers have web interfaces, too.
      if (!seen.suspicions().isEmpty()) {
        found.add(seen);
      }
    }
    return new Seen(found, tried);
  }

  private Examined sender(
      Sender sender, List<byte[]> messages, Map<Sender, List<byte[]>> everybody) {
    long same = everybody.keySet().stream().filter(s -> s.port() == sender.port()).count();
    String address = "udp:" + sender.port() + (same > 1 ? ",from=" + sender.host() : "");
    Attached device =
        new Attached(
            Attached.Kind.NETWORK, address, sender.host(), -1, -1, "Data from " + sender.host());
    List<Suspicion> suspicions = new ArrayList<>();
    Heard heard = Heard.messages(messages);
    for (DeviceDriver driver : drivers) {
      if (!driver.card().links().isEmpty() && driver.card().reachedOver("udp")) {
        Likeness likeness = driver.recognise(heard);
        if (likeness.score() > 0) {
          suspicions.add(
              suspicion(
                  driver, likeness.score(), "It sends to this computer: " + likeness.reason()));
        }
      }
    }
    return examined(
        device, suspicions, "Heard " + messages.size() + " messages on UDP port " + sender.port());
  }

  private Examined service(ServiceAnswers.Service service) {
    String scheme = TYPES.getOrDefault(service.type(), "http");
    Attached device =
        new Attached(
            Attached.Kind.NETWORK,
            scheme + "://" + service.host() + ":" + service.port(),
            service.host(),
            -1,
            -1,
            service.name());
    String says = "It announces itself as “" + service.name() + "”, with ";
    List<Suspicion> suspicions = new ArrayList<>();
    for (DeviceDriver driver : drivers) {
      if (driver.card().links().isEmpty() || !driver.card().reachedOver(scheme)) {
        continue;
      }
      String name = service.name().toLowerCase(Locale.ROOT);
      boolean usual =
          driver.card().links().stream()
              .filter(use -> use.scheme().equals(scheme))
              .mapToInt(LinkUse::port)
              .anyMatch(port -> port == service.port());
      if (name.contains(driver.id())) {
        suspicions.add(suspicion(driver, NAMED, says + scheme.toUpperCase(Locale.ROOT)));
      } else if (scheme.equals("rtsp")) {
        suspicions.add(suspicion(driver, SAME_PROTOCOL, says + "pictures over RTSP"));
      } else if (usual) {
        suspicions.add(
            suspicion(
                driver,
                USUAL_PORT,
                says + "HTTP on port " + service.port() + ", as this kind has"));
      }
    }
    return examined(device, suspicions, says + service.type() + " on port " + service.port());
  }

  private static Suspicion suspicion(DeviceDriver driver, double score, String reason) {
    return new Suspicion(driver.id(), driver.title(), score, reason, 0);
  }

  private static Examined examined(Attached device, List<Suspicion> suspicions, String tried) {
    suspicions.sort(
        Comparator.comparingDouble(Suspicion::score).reversed().thenComparing(Suspicion::driver));
    return new Examined(device, suspicions, List.of(tried), null);
  }
}
