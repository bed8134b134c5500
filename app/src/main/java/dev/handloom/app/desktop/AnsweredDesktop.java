package dev.handloom.app.desktop;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks nobody: what is picked was said before. For where no person sits, as in pictures of the
/// studio.
public final class AnsweredDesktop implements Desktop {
  private final Supplier<@Nullable Path> file;
  private final Supplier<@Nullable Path> target;
  private final Supplier<@Nullable Path> folder;

  private AnsweredDesktop(
      Supplier<@Nullable Path> file,
      Supplier<@Nullable Path> target,
      Supplier<@Nullable Path> folder) {
    this.file = file;
    this.target = target;
    this.folder = folder;
  }

  /// Picks a file to open, and nothing else.
  public static Desktop file(Path picked) {
    return new AnsweredDesktop(() -> picked, () -> null, () -> null);
  }

  /// Names a file to save to, and nothing else.
  public static Desktop target(Path named) {
    return new AnsweredDesktop(() -> null, () -> named, () -> null);
  }

  /// Picks a folder, and nothing else.
  ///
  /// @param picked null for none, as somebody who cancels
  public static Desktop folder(Supplier<@Nullable Path> picked) {
    return new AnsweredDesktop(() -> null, () -> null, picked);
  }

  @Override
  public Optional<Path> pickFile(String title, String what, String pattern) {
    return Optional.ofNullable(file.get());
  }

  @Override
  public Optional<Path> pickTarget(String title, String suggestedName) {
    return Optional.ofNullable(target.get());
  }

  @Override
  public Optional<Path> pickFolder(String title, Path start) {
    return Optional.ofNullable(folder.get());
  }

  @Override
  public boolean show(Path shown) {
    return false;
  }
}
