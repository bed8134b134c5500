package dev.handloom.preview.remote;

import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Opens models on other machines by their address, as `openpi://host:8000`.
public final class RemoteModels {
  /// Ways of talking, by the beginning of the address.
  public enum Way {
    OPENPI(8000),
    DREAMZERO(8000),
    STARVLA(10093),
    GROOT(5555),
    COSMOS(8777);

    private final int usualPort;

    Way(int usualPort) {
      this.usualPort = usualPort;
    }

    public String scheme() {
      return name().toLowerCase(Locale.ROOT);
    }

    public int usualPort() {
      return usualPort;
    }
  }

  private RemoteModels() {}

  /// The way of talking that an address begins with; nothing where it is none.
  public static Optional<Way> way(String address) {
    for (Way way : Way.values()) {
      String beginning = way.scheme() + "://";
      if (address.regionMatches(true, 0, beginning, 0, beginning.length())) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }

  /// Speaks to nobody yet.
  public static Model open(String address, AccessKey key, Patience patience) throws ModelException {
    Optional<Way> way = way(address);
    if (way.isPresent()) {
      return open(way.get(), address.substring(address.indexOf("://") + 3), key, patience);
    }
    throw new ModelException(
        Kind.AWAY,
        "A model on another machine has an address as openpi://host:8000, dreamzero://host,"
            + " groot://host, starvla://host or cosmos://host, not "
            + address);
  }

  private static Model open(Way way, String place, AccessKey key, Patience patience)
      throws ModelException {
    URI uri;
    try {
      uri = URI.create("ws://" + place);
    } catch (IllegalArgumentException e) {
      throw new ModelException(Kind.AWAY, "No address: " + way.scheme() + "://" + place);
    }
    String host = uri.getHost();
    if (host == null) {
      throw new ModelException(
          Kind.AWAY, "The address names no computer: " + way.scheme() + "://" + place);
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null) {
      // An address is remembered and shown; a secret in it would be too.
      throw new ModelException(
          Kind.AWAY, "A key does not belong into the address, but beside it; leave out @ and ?");
    }
    int port = uri.getPort() < 0 ? way.usualPort : uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    URI web = URI.create("ws://" + host + ":" + port + path);
    return switch (way) {
      case OPENPI -> new WebModel(web, key, patience, new OpenPiDialect());
      case DREAMZERO -> new WebModel(web, key, patience, new DreamZeroDialect());
      case STARVLA -> new WebModel(web, key, patience, new StarVlaDialect());
      case GROOT -> new GrootModel(host, port, key, patience);
      case COSMOS ->
          new CosmosModel(URI.create("http://" + host + ":" + port + "/"), key, patience);
    };
  }
}
