package dev.handloom.device.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rig consists of, as a JSON file says it.
///
/// @param name for a person
/// @param seed of the simulated devices, if there are any
/// @param devices in the order of the file
/// @param folder where its file lies, which files that it names are relative to; null for a rig
///   without a file
public record RigFile(String name, long seed, List<DeviceConfig> devices, @Nullable Path folder) {
  private static final Set<String> TOP = Set.of("name", "seed", "devices");
  private static final Set<String> DEVICE = Set.of("id", "driver", "role", "address", "settings");

  public RigFile {
    devices = List.copyOf(devices);
  }

  /// A rig without a file.
  public RigFile(String name, long seed, List<DeviceConfig> devices) {
    this(name, seed, devices, null);
  }

  /// Where a file lies that the rig names: relative to the rig's own file, wherever the studio was
  /// started.
  ///
  /// @throws java.nio.file.InvalidPathException where no file could have such a name
  public Path place(String named) {
    Path base = folder;
    return base == null ? Path.of(named) : base.resolve(named);
  }

  /// Whether any device is one of ours, in software.
  public boolean simulated() {
    return devices.stream().anyMatch(DeviceConfig::simulated);
  }

  /// Reads a rig file.
  public static RigFile read(Path path) throws IOException, RigFileException {
    byte[] bytes = Files.readAllBytes(path);
    RigFile read = parse(new String(bytes, StandardCharsets.UTF_8));
    return read.with(read.devices, path.toAbsolutePath().getParent());
  }

  /// The same with other devices, out of another folder.
  private RigFile with(List<DeviceConfig> others, @Nullable Path where) {
    return new RigFile(name, seed, others, where);
  }

  /// The same with other devices.
  public RigFile with(List<DeviceConfig> others) {
    return with(others, folder);
  }

  /// The same with one device more.
  public RigFile with(DeviceConfig device) {
    List<DeviceConfig> more = new ArrayList<>(devices);
    more.add(device);
    return with(more);
  }

  /// Writes it; the file that was there before is whole until the new one is.
  public void write(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = target.resolveSibling(target.getFileName() + ".new");
    Files.writeString(beside, RigText.of(this));
    Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Reads the text of a rig file; the message of what is wrong names the line.
  public static RigFile parse(String json) throws RigFileException {
    LocatedJson top = LocatedJson.parse(json);
    top.onlyKnows(TOP, "a rig");
    String name = top.has("name") ? top.get("name").text("the rig's name") : "Rig";
    long seed = top.has("seed") ? top.get("seed").whole("the seed") : 1;
    List<DeviceConfig> devices = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (LocatedJson item : top.need("devices", "the rig").items("devices")) {
      DeviceConfig config = device(item);
      if (!ids.add(config.id())) {
        throw new RigFileException(item.line(), "Two devices are called " + config.id());
      }
      devices.add(config);
    }
    if (devices.isEmpty()) {
      throw new RigFileException(top.line(), "The rig has no devices");
    }
    return new RigFile(name, seed, devices);
  }

  private static DeviceConfig device(LocatedJson item) throws RigFileException {
    item.onlyKnows(DEVICE, "a device");
    String id = item.need("id", "a device").text("the device's id");
    if (!id.matches("[a-z0-9]++(-[a-z0-9]++)*+")) {
      throw new RigFileException(
          item.get("id").line(),
          "A device's id is lower-case words joined by -, as left-glove, not \"" + id + "\"");
    }
    Map<String, String> settings = new HashMap<>();
    if (item.has("settings")) {
      for (Map.Entry<String, LocatedJson> entry :
          item.get("settings").members("the settings of " + id).entrySet()) {
        settings.put(entry.getKey(), entry.getValue().scalar("setting " + entry.getKey()));
      }
    }
    return new DeviceConfig(
        id,
        item.need("driver", "device " + id).text("the driver of " + id),
        item.has("role") ? item.get("role").text("the role of " + id) : id.replace('-', ' '),
        item.need("address", "device " + id).text("the address of " + id),
        settings,
        item.line());
  }
}
