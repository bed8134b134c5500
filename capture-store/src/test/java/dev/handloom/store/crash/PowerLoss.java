package dev.handloom.store.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a disk may hold after the power failed at one point of a [DiskTrace]. What was forced is
/// there; of the rest anything, nothing, or zeros.
final class PowerLoss {
  private static final int PAGE_BYTES = 4096;

  /// What became of what was not forced.
  enum Mode {
    /// None of it is there.
    GONE,
    /// Files have their length, and zeros in it.
    ZEROS,
    /// Some pages were written, others not.
    PAGES,
    /// All of it up to somewhere within a write.
    TORN,
    /// All of it: the program alone died.
    KEPT,
    /// Each file fares in another way.
    MIXED
  }

  private final DiskTrace trace;
  private final int until;
  private final Mode mode;
  private final Random random;

  /// What is pending for one file since its last force.
  private static final class Contents {
    byte[] safe = new byte[0];
    final List<DiskOp> pending = new ArrayList<>();
    final Map<Integer, Integer> forces = new HashMap<>();
  }

  private final Map<Integer, Contents> files = new TreeMap<>();

  /// Changes of names that no forced folder covers yet.
  private final List<DiskOp> pendingNames = new ArrayList<>();

  private final Map<Integer, List<DiskOp>> folderForces = new HashMap<>();
  private final Map<String, Integer> names;
  private final TreeSet<String> folders;
  private final Map<String, Long> promises = new TreeMap<>();

  private PowerLoss(DiskTrace trace, int until, Mode mode, Random random) {
    this.trace = trace;
    this.until = until;
    this.mode = mode;
    this.random = random;
    names = new TreeMap<>(trace.firstFiles);
    folders = new TreeSet<>(trace.firstFolders);
    trace.firstBytes.forEach((file, bytes) -> contents(file).safe = bytes);
  }

  /// Puts what is left after so many operations into an empty folder.
  ///
  /// @return what was promised until then
  static Map<String, Long> leave(DiskTrace trace, int until, Mode mode, Random random, Path into)
      throws IOException {
    PowerLoss loss = new PowerLoss(trace, until, mode, random);
    loss.replay();
    loss.names();
    loss.write(into);
    return loss.promises;
  }

  private Contents contents(int file) {
    return files.computeIfAbsent(file, f -> new Contents());
  }

  private void replay() {
    for (DiskOp op : trace.ops().subList(0, until)) {
      switch (op) {
        case DiskOp.Write write -> contents(write.file()).pending.add(write);
        case DiskOp.Truncate truncate -> contents(truncate.file()).pending.add(truncate);
        case DiskOp.ForceBegins begins -> {
          Contents contents = contents(begins.file());
          contents.forces.put(begins.number(), contents.pending.size());
        }
        case DiskOp.ForceEnds ends -> forced(contents(ends.file()), ends.number());
        case DiskOp.FolderBegins begins ->
            folderForces.put(begins.number(), List.copyOf(pendingNames));
        case DiskOp.FolderEnds ends -> folderForced(ends);
        case DiskOp.Promise promise ->
            promise.counts().forEach((name, count) -> promises.merge(name, count, Math::max));
        case DiskOp.Create create -> pendingNames.add(create);
        case DiskOp.MakeFolder folder -> pendingNames.add(folder);
        case DiskOp.Rename rename -> pendingNames.add(rename);
        case DiskOp.Delete delete -> pendingNames.add(delete);
      }
    }
  }

  private static void forced(Contents contents, int number) {
    Integer covered = contents.forces.remove(number);
    if (covered == null || covered > contents.pending.size()) {
      return;
    }
    List<DiskOp> safe = contents.pending.subList(0, covered);
    contents.safe = applied(contents.safe, safe, safe.size());
    safe.clear();
    // Forces that are under way began with fewer pending than are left to count from.
    contents.forces.replaceAll((n, count) -> Math.max(0, count - covered));
  }

  private void folderForced(DiskOp.FolderEnds ends) {
    List<DiskOp> covered = folderForces.getOrDefault(ends.number(), List.of());
    for (DiskOp op : covered) {
      if (folder(op).equals(ends.path()) && removeSame(op)) {
        apply(op);
      }
    }
  }

  /// By identity: the same name may come twice.
  @SuppressWarnings("ReferenceEquality")
  private boolean removeSame(DiskOp op) {
    for (int i = 0; i < pendingNames.size(); i++) {
      if (pendingNames.get(i) == op) {
        pendingNames.remove(i);
        return true;
      }
    }
    return false;
  }

  private static String folder(DiskOp op) {
    String path =
        switch (op) {
          case DiskOp.Create create -> create.path();
          case DiskOp.MakeFolder make -> make.path();
          case DiskOp.Rename rename -> rename.to();
          case DiskOp.Delete delete -> delete.path();
          default -> throw new IllegalArgumentException(op.toString());
        };
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  private void apply(DiskOp op) {
    switch (op) {
      case DiskOp.Create create -> names.put(create.path(), create.file());
      case DiskOp.MakeFolder make -> folders.add(make.path());
      case DiskOp.Delete delete -> names.remove(delete.path());
      case DiskOp.Rename rename -> {
        Integer file = names.remove(rename.from());
        if (file == null) {
          file = created(rename.from());
        }
        if (file != null) {
          names.put(rename.to(), file);
        }
      }
      default -> throw new IllegalArgumentException(op.toString());
    }
  }

  /// The file that was made under a name whose own entry never came to the disk.
  private @Nullable Integer created(String path) {
    for (int i = pendingNames.size() - 1; i >= 0; i--) {
      if (pendingNames.get(i) instanceof DiskOp.Create create && create.path().equals(path)) {
        pendingNames.remove(i);
        return create.file();
      }
    }
    return null;
  }

  /// Some of the changes of names that nobody forced came to the disk all the same.
  private void names() {
    boolean all = mode == Mode.KEPT;
    boolean none = mode == Mode.GONE;
    for (DiskOp op : List.copyOf(pendingNames)) {
      if (all || (!none && random.nextBoolean())) {
        removeSame(op);
        apply(op);
      }
    }
  }

  private void write(Path into) throws IOException {
    for (String folder : folders) {
      Files.createDirectories(into.resolve(folder));
    }
    for (Map.Entry<String, Integer> name : names.entrySet()) {
      Path path = into.resolve(name.getKey());
      Path parent = path.getParent();
      if (parent != null && Files.isDirectory(parent)) {
        Files.write(path, left(contents(name.getValue())));
      }
    }
  }

  private byte[] left(Contents contents) {
    Mode[] each = {Mode.GONE, Mode.ZEROS, Mode.PAGES, Mode.TORN, Mode.KEPT};
    Mode how = mode == Mode.MIXED ? each[random.nextInt(each.length)] : mode;
    byte[] safe = contents.safe;
    byte[] whole = applied(safe, contents.pending, contents.pending.size());
    return switch (how) {
      case GONE -> safe;
      case KEPT -> whole;
      case ZEROS -> {
        byte[] out = Arrays.copyOf(safe, whole.length);
        yield out;
      }
      case PAGES -> pages(safe, whole);
      case TORN -> {
        int count = random.nextInt(contents.pending.size() + 1);
        byte[] out = applied(safe, contents.pending, count);
        if (count < contents.pending.size()
            && contents.pending.get(count) instanceof DiskOp.Write write) {
          int part = random.nextInt(write.bytes().length + 1);
          DiskOp torn =
              new DiskOp.Write(write.file(), write.offset(), Arrays.copyOf(write.bytes(), part));
          out = applied(out, List.of(torn), 1);
        }
        yield out;
      }
      case MIXED -> throw new IllegalStateException("Each file was given its own");
    };
  }

  private byte[] pages(byte[] safe, byte[] whole) {
    byte[] out = Arrays.copyOf(safe, random.nextBoolean() ? whole.length : safe.length);
    for (int at = 0; at < out.length; at += PAGE_BYTES) {
      if (random.nextBoolean()) {
        int length = Math.min(PAGE_BYTES, Math.min(out.length, whole.length) - at);
        if (length > 0) {
          System.arraycopy(whole, at, out, at, length);
        }
      }
    }
    return out;
  }

  private static byte[] applied(byte[] first, List<DiskOp> ops, int count) {
    byte[] bytes = first;
    int size = first.length;
    for (DiskOp op : ops.subList(0, count)) {
      if (op instanceof DiskOp.Truncate truncate) {
        if (truncate.size() < size) {
          bytes = bytes.clone();
          Arrays.fill(bytes, (int) truncate.size(), size, (byte) 0);
          size = (int) truncate.size();
        }
      } else if (op instanceof DiskOp.Write write) {
        int end = (int) write.offset() + write.bytes().length;
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, Math.max(end, 2 * size)));
        System.arraycopy(write.bytes(), 0, bytes, (int) write.offset(), write.bytes().length);
        size = Math.max(size, end);
      }
    }
    return Arrays.copyOf(bytes, size);
  }
}
