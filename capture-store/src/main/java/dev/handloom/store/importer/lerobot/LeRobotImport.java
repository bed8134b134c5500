package dev.handloom.store.importer.lerobot;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.lerobot.LeRobotFolder;
import java.io.IOException;
import java.nio.file.Path;

/// Imports datasets of LeRobot v2.0, v2.1 and v3.0.
public final class LeRobotImport implements ImportFormat {
  @Override
  public String name() {
    return "lerobot";
  }

  @Override
  public String words() {
    return "a LeRobot dataset, v2.0 to v3.0";
  }

  @Override
  public boolean knows(Path dataset) {
    return LeRobotFolder.knows(dataset);
  }

  @Override
  public ImportSource open(Path dataset, DatasetFindings findings) throws IOException {
    LeRobotFolder folder =
        LeRobotFolder.open(dataset, findings)
            .orElseThrow(() -> {
              String why =
                  findings.all().isEmpty() ? "" : findings.all().getFirst().message() + ": ";
              return new IOException("Nothing can be imported. " + why + dataset);
            });
    return new LeRobotSource(folder, findings);
  }
}
