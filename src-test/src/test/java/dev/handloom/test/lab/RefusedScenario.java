package dev.handloom.test.lab;

import dev.handloom.app.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A person who may not open a port is told so, and which rule to install.
final class RefusedScenario implements Scenario {
  /// Somebody without rights, in no group.
  private static final List<String> SOMEBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @Override
  public String name() {
    return "permission";
  }

  @Override
  public String shows() {
    return "without permission the rule to install is named";
  }

  @Override
  public String run(Bench bench) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      throw new Skipped("setpriv is missing");
    }
    try (Adapter adapter = bench.adapter(0, "LAB00001", "").plug()) {
      Files.setPosixFilePermissions(
          Path.of(adapter.path()), PosixFilePermissions.fromString("rw-------"));
      try (Child doctor = new Child(SOMEBODY, Main.class, "doctor", adapter.path())) {
        String said = doctor.all();
        Scenario.must(
            doctor.exitCode() == 1
                && said.contains("You may not open " + adapter.path())
                && said.contains("--udev-rules"),
            "The doctor ends with " + doctor.exitCode() + " and says: " + said);
      }
      return "the rule is named";
    }
  }
}
