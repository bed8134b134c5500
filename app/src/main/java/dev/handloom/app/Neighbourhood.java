package dev.handloom.app;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Doctor;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.NetworkLook;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.RigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// What is plugged into this machine, and who knows it. The same for the window and the command
/// line. May be used from any thread; looking takes some milliseconds.
public final class Neighbourhood {
  private final Surroundings surroundings;
  private final Collection<DeviceDriver> drivers = new Drivers().all().values();
  private final Examiner examiner =
      new Examiner(drivers, Links.ofThisMachine()::open, Neighbourhood::permitted);

  public Neighbourhood(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static Neighbourhood ofThisMachine() {
    return new Neighbourhood(Surroundings.ofThisMachine());
  }

  /// Everything there is.
  public Surroundings.Seen look() {
    return surroundings.look();
  }

  /// What is on the network, as far as it sends to this computer or announces itself. Blocks for
  /// some seconds.
  public NetworkLook.Seen lookOnNetwork() throws IOException, InterruptedException {
    return new NetworkLook(drivers).look(NetworkLook.USUAL);
  }

  public Examiner examiner() {
    return examiner;
  }

  public Doctor doctor() {
    return new Doctor(drivers, examiner, Neighbourhood::permitted);
  }

  public Collection<DeviceDriver> drivers() {
    return drivers;
  }

  /// What is worth showing to a person: of human interface devices only what a driver may speak to,
  /// since a list of keyboards and mice helps nobody; and no ports that belong to the computer
  /// itself.
  public List<Examined> worthShowing(List<Attached> there) {
    return there.stream().map(examiner::glance).filter(Neighbourhood::isWorthShowing).toList();
  }

  /// Whether a person wants to hear of it.
  public static boolean isWorthShowing(Examined seen) {
    return !seen.suspicions().isEmpty()
        || (seen.device().kind() != Attached.Kind.HID && !builtIn(seen.device()));
  }

  /// A console of the computer; a camera without USB numbers is one all the same.
  private static boolean builtIn(Attached device) {
    return device.kind() == Attached.Kind.SERIAL
        && device.vendor() < 0
        && device.path().matches("/dev/(ttyS|ttyAMA|console|tty)[0-9]*");
  }

  /// Whether a rig has a device already.
  public static boolean isIn(RigFile rig, Attached device) {
    return rig.devices().stream().anyMatch(each -> device.isMeantBy(each.address()));
  }

  /// On systems where devices are no files, only opening tells.
  private static boolean permitted(String path) {
    Path file = path.startsWith("/dev/") ? Path.of(path) : null;
    return file == null
        || !Files.exists(file)
        || (Files.isReadable(file) && Files.isWritable(file));
  }
}
