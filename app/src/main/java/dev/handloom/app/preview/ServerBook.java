package dev.handloom.app.preview;

import dev.handloom.preview.remote.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The model servers that were asked before, the newest first: their addresses and what each is
/// shown, in a file. Their keys are held in memory alone, and are gone when the studio ends.
public final class ServerBook {
  private static final Logger LOG = LoggerFactory.getLogger(ServerBook.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String KEY = "HANDLOOM_MODEL_KEY";
  private static final int MOST = 12;

  private final Path file;
  private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

  /// @param shown what it is shown, as the file of `handloom preview --shown` says it
  record Server(String address, String shown) {}

  private record Written(@Nullable List<@Nullable Server> servers) {}

  /// @param settings the folder of a person's settings
  public ServerBook(Path settings) {
    file = settings.resolve("model-servers.json");
  }

  synchronized List<Server> all() {
    List<Server> servers = new ArrayList<>();
    try {
      Written written = JSON.readValue(Files.readAllBytes(file), Written.class);
      if (written != null && written.servers() != null) {
        for (Server each : written.servers()) {
          if (each != null && each.address() != null && each.shown() != null) {
            servers.add(each);
          }
        }
      }
    } catch (NoSuchFileException e) {
      // None yet.
    } catch (IOException | JacksonException e) {
      LOG.warn("Which model servers were asked before cannot be read: {}", file);
    }
    return servers;
  }

  Optional<Server> find(String address) {
    return all().stream().filter(each -> each.address().equals(address)).findFirst();
  }

  synchronized void keep(Server server) {
    List<Server> servers = all();
    servers.removeIf(each -> each.address().equals(server.address()));
    servers.addFirst(server);
    write(servers.subList(0, Math.min(MOST, servers.size())));
  }

  synchronized void forget(String address) {
    keys.remove(address);
    List<Server> servers = all();
    if (servers.removeIf(each -> each.address().equals(address))) {
      write(servers);
    }
  }

  private void write(List<Server> servers) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, JSON.writeValueAsBytes(new Written(List.copyOf(servers))));
    } catch (IOException e) {
      // It has to be typed again; nothing else is lost.
      LOG.warn("Which model servers were asked cannot be kept: {}", file, e);
    }
  }

  /// What a server lets us in by: what was typed since the studio began, else what the environment
  /// says, as for commands.
  AccessKey key(String address) {
    AccessKey typed = keys.get(address);
    if (typed != null) {
      return typed;
    }
    String told = System.getenv(KEY);
    return told == null ? AccessKey.NONE : new AccessKey(told);
  }

  /// @param secret empty for none
  void key(String address, String secret) {
    if (secret.isBlank()) {
      keys.remove(address);
    } else {
      keys.put(address, new AccessKey(secret));
    }
  }

  boolean hasKey(String address) {
    return keys.containsKey(address);
  }
}
