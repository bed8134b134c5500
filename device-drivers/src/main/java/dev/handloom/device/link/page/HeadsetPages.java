package dev.handloom.device.link.page;

import dev.handloom.device.link.Link;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The pages that this program serves, one a device. Any thread.
public final class HeadsetPages implements AutoCloseable {
  /// What a rig file's address begins with.
  public static final String SCHEME = "webxr";

  public static final int USUAL_PORT = 8443;

  private static final HeadsetPages SHARED = new HeadsetPages();

  /// Asked by the window while one is being made.
  private final Map<String, PageServer> servers = new ConcurrentHashMap<>();

  private @Nullable Path folder;
  private @Nullable PageCertificate certificate;
  private volatile PageRoom room = PageRoom.EMPTY;

  /// Those of this process.
  public static HeadsetPages shared() {
    return SHARED;
  }

  /// Keeps the certificate in a folder, from now on.
  public synchronized void keepIn(Path keep) {
    if (!keep.equals(folder)) {
      folder = keep;
      certificate = null;
    }
  }

  /// What the pages show and do, from now on.
  public void room(PageRoom now) {
    room = now;
  }

  PageRoom room() {
    return room;
  }

  /// The link of a device; its page is served from now on.
  ///
  /// @param address of the device, which tells pages apart
  /// @param port 0 for any
  public PageLink open(String address, int port) throws IOException {
    while (true) {
      PageServer server = serve(address, port);
      PageLink link = server.attach();
      if (link != null) {
        return link;
      }
      // It was closed in this moment: another takes its place.
      forget(server);
    }
  }

  private synchronized PageServer serve(String address, int port) throws IOException {
    PageServer server = servers.get(address);
    if (server == null) {
      server = new PageServer(this, address, port, certificate());
      servers.put(address, server);
    }
    return server;
  }

  /// What browsers are shown.
  public synchronized PageCertificate certificate() throws IOException {
    PageCertificate known = certificate;
    if (known == null) {
      known = PageCertificate.of(folder);
      certificate = known;
    }
    return known;
  }

  /// Opens the link that a rig file's `webxr:PORT` names.
  public Link open(String rest) throws IOException {
    int port;
    try {
      port = rest.isBlank() ? USUAL_PORT : Integer.parseInt(rest.strip());
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (port < 0 || port > 65_535) {
      throw new IOException("A headset's page has a port, as webxr:8443, not webxr:" + rest);
    }
    return open(SCHEME + ":" + rest, port);
  }

  /// The page of a device, while it is served.
  public Optional<PageServer> of(String address) {
    return Optional.ofNullable(servers.get(address));
  }

  void forget(PageServer server) {
    servers.values().remove(server);
  }

  /// Serves nothing any more.
  @Override
  public void close() {
    List.copyOf(servers.values()).forEach(PageServer::close);
  }
}
