package dev.handloom.test.fuzz;

import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapRecovery;
import dev.handloom.store.mcap.RecoveryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recovery of MCAP files: what it has mended is whole, has as many messages as it says, and is not
/// mended again.
final class McapRecoveryTarget implements FuzzTarget {
  private final List<FuzzInput> seeds = McapSeeds.all();

  @Override
  public String name() {
    return "mcap-recovery";
  }

  @Override
  public List<FuzzInput> seeds() {
    return seeds;
  }

  @Override
  public Shape shape(String file) {
    return Shape.MCAP;
  }

  @Override
  public void read(FuzzInput input, Path folder) throws Exception {
    Path file = folder.resolve("fuzz.mcap");
    Files.write(file, input.bytes());
    RecoveryReport foreseen;
    try {
      foreseen = McapRecovery.inspect(file);
    } catch (McapException e) {
      unchanged(input, file);
      throw e;
    }
    unchanged(input, file);
    RecoveryReport report = McapRecovery.recover(file);
    if (report.messages() != foreseen.messages() || report.wasWhole() != foreseen.wasWhole()) {
      throw new AssertionError("Foreseen " + foreseen + ", done " + report);
    }
    long messages;
    try {
      messages = messages(file);
    } catch (McapException e) {
      throw new AssertionError("Recovered, and cannot be read: " + report, e);
    }
    if (messages != report.messages()) {
      throw new AssertionError(messages + " messages in the file, reported: " + report);
    }
    RecoveryReport again = McapRecovery.recover(file);
    if (!again.wasWhole()) {
      throw new AssertionError("Recovered, and not whole: " + again);
    }
  }

  private static void unchanged(FuzzInput input, Path file) throws IOException {
    if (!java.util.Arrays.equals(input.bytes(), Files.readAllBytes(file))) {
      throw new AssertionError("Looking at a file has changed it");
    }
  }

  private static long messages(Path file) throws IOException {
    long count = 0;
    boolean summary = false;
    try (McapReader reader = McapReader.open(file)) {
      @Nullable McapRecord record;
      while ((record = reader.next()) != null) {
        count += record instanceof McapRecord.Message && !summary ? 1 : 0;
        // Whatever stands in the summary is not part of the recording.
        summary |= record instanceof McapRecord.DataEnd;
      }
    }
    return count;
  }

  @Override
  public boolean documented(Throwable thrown) {
    return thrown instanceof McapException;
  }

  @Override
  public Allowance allowance() {
    return new Allowance(4 << 20, 300);
  }
}
