package dev.handloom.test.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Everything that reads what others wrote.
final class Targets implements AutoCloseable {
  private final List<FuzzTarget> all;
  private final List<DriverTarget> drivers;

  private Targets(List<FuzzTarget> all, List<DriverTarget> drivers) {
    this.all = all;
    this.drivers = drivers;
  }

  static Targets make(Path scratch) throws Exception {
    SeedTakes takes = SeedTakes.record(scratch.resolve("seeds"));
    List<DriverTarget> drivers =
        List.of(DriverTarget.lines(), DriverTarget.gloves(), DriverTarget.frames());
    return new Targets(
        List.of(
            new BundleTarget(takes),
            new McapRecoveryTarget(),
            new McapReadTarget(),
            JsonTargets.manifest(takes),
            new RigFileTarget(),
            JsonTargets.marker(takes),
            JsonTargets.review(takes),
            drivers.get(0),
            drivers.get(1),
            drivers.get(2)),
        drivers);
  }

  List<FuzzTarget> all() {
    return all;
  }

  /// Whether little can go wrong with it, so that a short time will do.
  boolean isShort(FuzzTarget target) {
    return target instanceof DriverTarget || Set.of("marker", "review").contains(target.name());
  }

  @Override
  public void close() {
    drivers.forEach(DriverTarget::close);
  }
}
