package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a dataset goes, and what stands there.
record DatasetPlace(DatasetOrder order) {
  /// @throws DatasetException where what stands there is not to give way, or nothing stands there
  ///   that could grow
  void refuse() throws IOException {
    Path out = order.out();
    if (order.append()) {
      if (!Files.isDirectory(out) || Staging.empty(out)) {
        throw new DatasetException("There is no dataset yet that could grow: " + out);
      }
      return;
    }
    if (!Files.exists(out) || (Files.isDirectory(out) && Staging.empty(out))) {
      return;
    }
    boolean ours = Files.exists(out.resolve(Staging.PAPERS));
    if (!ours || !order.overwrite()) {
      throw new DatasetException(
          (ours ? "A dataset is there already" : "Something else is there already")
              + ", and it was left alone. Choose another name or folder"
              + (!ours
                  ? ": "
                  : order.format().grows()
                      ? ", add to it, or move it away: "
                      : ", or move it away: ")
              + out);
    }
  }

  /// Puts a whole dataset there.
  void put(Path dataset) throws IOException {
    // Somebody may have put something there meanwhile.
    refuse();
    Path out = order.out();
    if (order.append() || Files.exists(out.resolve(Staging.PAPERS))) {
      Staging.replace(dataset, out);
    } else {
      Staging.place(dataset, out);
    }
  }

  /// Puts a faulty dataset beside it.
  ///
  /// @return where it is
  Path faulty(Path dataset, List<String> faults) throws IOException {
    Path faulty = Staging.beside(order.out(), ".faulty");
    for (int n = 2; Files.exists(faulty); n++) {
      faulty = Staging.beside(order.out(), ".faulty-" + n);
    }
    Durable.replace(dataset.resolve("FAULTS.txt"), String.join("\n", faults) + "\n");
    Staging.place(dataset, faulty);
    return faulty;
  }
}
