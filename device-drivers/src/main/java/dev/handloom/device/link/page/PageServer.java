package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Serves the page on one port: its files, and one seat.
public final class PageServer {
  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);

  private static final int MOST_CONNECTIONS = 32;
  private static final int MOST_REMOTES = 4;
  private static final int BACKLOG = 16;

  /// So long after its device was closed the port is kept: it may only be reconnecting.
  static final long LINGER_NANOS = 10_000_000_000L;

  /// Nobody takes a message for so long who will ever take it.
  static final long STUCK_NANOS = 10_000_000_000L;

  private static final int MOST_NAME = 40;
  private static final Duration RELEASE = Duration.ofSeconds(2);

  /// What became of somebody who said hello.
  ///
  /// @param role null if they may not stay
  /// @param why a word for programs
  /// @param words for a person
  record Welcome(PageClient.@Nullable Role role, String name, String why, String words) {}

  private final HeadsetPages pages;
  private final String title;
  private final SSLSocketFactory tls;
  private final String fingerprint;
  private final Seat seat = new Seat();
  private final Attempts attempts = new Attempts();
  private final Set<PageClient> clients = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket listener;
  private Thread accepting;
  private volatile boolean open;
  private volatile boolean closed;
  private @Nullable PageLink attached;
  private volatile long detachedNanos = StudioClock.now();
  private final PageTeller teller;

  PageServer(HeadsetPages pages, String title, int port, PageCertificate certificate)
      throws IOException {
    this.pages = pages;
    this.title = title;
    tls = certificate.context().getSocketFactory();
    fingerprint = certificate.fingerprint();
    listener = listen(InetAddress.getLoopbackAddress(), port);
    this.port = listener.getLocalPort();
    teller = new PageTeller(this);
    accepting = accept(listener);
    teller.start();
  }

  private static ServerSocket listen(@Nullable InetAddress at, int port) throws IOException {
    ServerSocket made = new ServerSocket();
    try {
      made.setReuseAddress(true);
      made.bind(
          at == null ? new InetSocketAddress(port) : new InetSocketAddress(at, port), BACKLOG);
      return made;
    } catch (IOException e) {
      made.close();
      throw new IOException(
          "The headset's page cannot be served on port "
              + port
              + "; another program may have it ("
              + e.getMessage()
              + "). Choose another port in the device's address",
          e);
    }
  }

  private Thread accept(ServerSocket from) {
    return Thread.ofPlatform()
        .name("accept page " + port)
        .daemon(true)
        .start(() -> accepting(from));
  }

  /// The port is free only when whoever waits on it has noticed.
  private void stopAccepting() throws IOException {
    listener.close();
    try {
      accepting.join(RELEASE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accepting(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        if (clients.size() >= MOST_CONNECTIONS) {
          socket.close();
          continue;
        }
        PageClient client = new PageClient(this, socket);
        clients.add(client);
        Thread.ofPlatform().name("page " + port).daemon(true).start(client::run);
      } catch (IOException e) {
        if (!from.isClosed()) {
          LOG.warn("The headset's page cannot accept connections: {}", e.getMessage());
        }
      }
    }
  }

  /// The address of its device.
  String title() {
    return title;
  }

  public int port() {
    return port;
  }

  SSLSocketFactory tls() {
    return tls;
  }

  Seat seat() {
    return seat;
  }

  Set<PageClient> clients() {
    return clients;
  }

  PageRoom room() {
    return pages.room();
  }

  /// Whether other computers reach it.
  public boolean openToNetwork() {
    return open;
  }

  /// Lets the network in, or shuts it out: who is connected from there is let go.
  public synchronized void openToNetwork(boolean wanted) throws IOException {
    if (wanted == open || closed) {
      return;
    }
    stopAccepting();
    try {
      listener = listen(wanted ? null : InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      listener = listen(InetAddress.getLoopbackAddress(), port);
      accepting = accept(listener);
      throw e;
    }
    open = wanted;
    accepting = accept(listener);
    if (!wanted) {
      clients.stream()
          .filter(client -> !client.address().isLoopbackAddress())
          .forEach(PageClient::cut);
    }
    LOG.info(
        "The headset's page on port {} is {}",
        port,
        wanted ? "open to the network" : "for this computer alone");
  }

  /// Where it is found, without the token; the likeliest first.
  public List<String> addresses() {
    List<String> all =
        PageAddresses.ofThisMachine().stream()
            .map(address -> "https://" + PageAddresses.inUrl(address) + ":" + port + "/")
            .toList();
    return open && !all.isEmpty() ? all : List.of("https://localhost:" + port + "/");
  }

  /// What the QR code says: address and token. The token stands behind the `#`, which a browser
  /// keeps to itself.
  public String invitation() {
    return addresses().getFirst() + "#" + seat.token();
  }

  /// Of its certificate, as browsers show it.
  public String fingerprint() {
    return fingerprint;
  }

  /// What somebody has to know who wants the seat.
  public String token() {
    return seat.token();
  }

  /// Draws another token; who is connected stays.
  public void newToken() {
    seat.newToken();
    LOG.info("The headset's page on port {} has a new token", port);
  }

  /// Who has the seat; empty if nobody.
  public String seated() {
    return seat.name();
  }

  /// Whether whoever has the seat is connected.
  public boolean connected() {
    return seat.client() != null;
  }

  /// How many only look on and press buttons.
  public long remotes() {
    return clients.stream().filter(each -> each.role() == PageClient.Role.REMOTE).count();
  }

  /// Pictures that the seated client was sent, and those left out because it was not ready.
  public long[] pictures() {
    PageClient client = seat.client();
    Outbox out = client == null ? null : client.outbox();
    return out == null ? new long[2] : out.pictures();
  }

  /// Lets somebody else sit down.
  public void freeSeat() {
    PageClient before = seat.free();
    if (before != null) {
      before.tell(
          java.util.Map.of(
              "kind", "refused", "why", "freed", "words", "The seat was freed in the studio."));
      before.hangUp(WebSocketWire.POLICY, "freed");
    }
  }

  /// Somebody has said hello.
  Welcome welcome(PageClient client, JsonNode hello) {
    String address = client.address().getHostAddress();
    String name = name(hello.path("name").asString(""), address);
    long now = StudioClock.now();
    int wait = attempts.wait(address, now);
    if (wait > 0) {
      LOG.warn("The headset's page refused {}: too many wrong tokens", name);
      return new Welcome(
          null, name, "wait", "Too many wrong tokens. Wait " + wait + " seconds, then try again.");
    }
    if (!seat.knows(hello.path("token").asString(""))) {
      attempts.wrong(address, now);
      LOG.warn("The headset's page refused {}: wrong token", name);
      return new Welcome(
          null,
          name,
          "token",
          "This token is not right. It stands beside the QR code in the studio, and may have"
              + " changed.");
    }
    if (hello.path("version").asInt(0) != PageWire.VERSION) {
      return new Welcome(null, name, "version", "This page is out of date. Load it again.");
    }
    if (!hello.path("tracks").asBoolean(false)) {
      if (remotes() >= MOST_REMOTES) {
        return new Welcome(
            null, name, "full", "Four others look on already. Close the page on one of them.");
      }
      LOG.info("{} looks on at the headset's page on port {}", name, port);
      return new Welcome(PageClient.Role.REMOTE, name, "", "");
    }
    String secret = hello.path("me").asString("");
    if (!secret.matches("[0-9a-f]{32}")) {
      return new Welcome(null, name, "version", "This page is out of date. Load it again.");
    }
    String other = seat.take(client, secret, name, now);
    if (other != null) {
      LOG.info("The headset's page refused {}: {} has the seat", name, other);
      return new Welcome(
          null,
          name,
          "taken",
          "The seat is taken by " + other + ". Whoever is at the studio can free it.");
    }
    LOG.info("{} has the seat of the headset's page on port {}", name, port);
    return new Welcome(PageClient.Role.SEATED, name, "", "");
  }

  private static String name(String said, String address) {
    String clean = said.replaceAll("[^\\p{L}\\p{N} .,()/-]", " ").strip();
    String cut = clean.length() > MOST_NAME ? clean.substring(0, MOST_NAME) : clean;
    return (cut.isEmpty() ? "a browser" : cut) + " (" + address + ")";
  }

  /// Somebody has pressed a button.
  String act(PageClient client, JsonNode said) {
    String what = said.path("what").asString("").toUpperCase(Locale.ROOT);
    for (PageRoom.Act act : PageRoom.Act.values()) {
      if (act.name().equals(what)) {
        LOG.info("{} asks: {}", client.name(), what);
        return room().act(act, client.name());
      }
    }
    return "The studio does not know this button. Load the page again.";
  }

  void left(PageClient client) {
    seat.leave(client);
    LOG.info("{} has left the headset's page", client.name());
  }

  void ended(PageClient client) {
    clients.remove(client);
    seat.gone(client, StudioClock.now());
  }

  /// The link of its device.
  ///
  /// @return null if it was just closed
  synchronized @Nullable PageLink attach() throws IOException {
    if (closed) {
      return null;
    }
    if (attached != null) {
      throw new IOException("Another device of the rig has this page: " + title);
    }
    PageLink link = new PageLink(this);
    attached = link;
    return link;
  }

  synchronized void detach(PageLink link) {
    if (link.equals(attached)) {
      attached = null;
      detachedNanos = StudioClock.now();
    }
  }

  /// Whether no device has wanted it for a while; from then on none can have it.
  synchronized boolean forgotten(long nowNanos) {
    if (attached == null && nowNanos - detachedNanos > LINGER_NANOS) {
      closed = true;
    }
    return closed;
  }

  /// Whether a device listens.
  synchronized boolean listenedTo() {
    return attached != null;
  }

  void close() {
    pages.forget(this);
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
    teller.end();
    clients.forEach(PageClient::cut);
  }
}
