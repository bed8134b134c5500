package dev.handloom.device.link;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Who else has a port open, where the system shows it: on Linux, of the programs of the same
/// person.
final class PortUsers {
  private static final Path PROC = Path.of("/proc");

  private static final String PSEUDO = "/dev/pts/";

  private PortUsers() {}

  /// To follow "Another program has the port open"; empty if it cannot be known.
  static String named(String port) {
    String owner = owner(port);
    return owner.isEmpty() ? "" : " (" + owner + ")";
  }

  /// Who holds the lock on a port, of whatever person.
  private static String owner(String port) {
    try {
      Map<String, Object> node = Files.readAttributes(Path.of(port), "unix:dev,ino");
      long device = (Long) Objects.requireNonNull(node.get("dev"));
      // As the kernel packs them: 12 bits of major above 8 of the minor's, whose rest is on top.
      String id =
          "%02x:%02x:%d"
              .formatted(
                  device >> 8 & 0xFFF,
                  (device & 0xFF) | (device >> 12 & 0xFFF00),
                  (Long) Objects.requireNonNull(node.get("ino")));
      for (String lock : Files.readAllLines(PROC.resolve("locks"))) {
        String[] words = lock.strip().split(" +");
        // 3: FLOCK  ADVISORY  WRITE 29213 00:1b:13133754 0 EOF
        if (words.length > 5 && words[1].equals("FLOCK") && words[5].equals(id)) {
          return name(PROC.resolve(words[4])) + ", process " + words[4];
        }
      }
    } catch (IOException | RuntimeException e) {
      // Not Linux, or not to be seen from here.
    }
    return "";
  }

  /// What to do about programs that read the same port without locking it. A pseudo-terminal is
  /// open in the program that plays its device, too.
  static List<LinkAdvice> advice(String port) {
    if (port.startsWith(PSEUDO)) {
      return List.of();
    }
    List<String> others = others(port);
    return others.isEmpty()
        ? List.of()
        : List.of(
            new LinkAdvice(
                "Another program reads the same port and takes bytes away: "
                    + String.join(", ", others),
                "Close it, then connect again."));
  }

  /// Name and number of every other process that has it open.
  static List<String> others(String port) {
    List<String> found = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      Path real = Path.of(port).toRealPath();
      for (Path process : processes) {
        String number = String.valueOf(process.getFileName());
        if (!number.equals(String.valueOf(own)) && has(process, real)) {
          found.add(name(process) + ", process " + number);
        }
      }
    } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
      // No such system, or no such port: nothing can be said.
    }
    return found;
  }

  private static boolean has(Path process, Path real) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        if (Files.readSymbolicLink(descriptor).equals(real)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another person's, or it has just ended.
    }
    return false;
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "a program";
    }
  }
}
