package dev.handloom.store.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;

/// Looks whether a dataset is whole before it gets its name.
public interface DatasetGate {
  /// @param folder of the dataset
  /// @param told shares done, 0 to 1; may end the check by an exception
  Passage look(Path folder, DoubleConsumer told) throws IOException;

  /// What was found.
  ///
  /// @param faults why it must not be used, a line each; empty where it may
  /// @param remarks what else is worth knowing, a line each
  record Passage(List<String> faults, List<String> remarks) {
    public Passage {
      faults = List.copyOf(faults);
      remarks = List.copyOf(remarks);
    }
  }

  /// Lets everything pass.
  static DatasetGate open() {
    return (_, _) -> new Passage(List.of(), List.of());
  }
}
