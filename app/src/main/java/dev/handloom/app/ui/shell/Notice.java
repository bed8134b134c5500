package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.action.Action;
import org.jspecify.annotations.Nullable;

/// Something to know that needs no answer.
///
/// @param title what happened
/// @param detail what was kept, what to do; may be empty
/// @param remedy the button that does it, or null
public record Notice(Kind kind, String title, String detail, @Nullable Action remedy) {

  /// How it is marked; always with an icon and a word.
  public enum Kind {
    INFO,
    SUCCESS,
    WARNING
  }

  public static Notice info(String title, String detail) {
    return new Notice(Kind.INFO, title, detail, null);
  }

  public static Notice success(String title, String detail) {
    return new Notice(Kind.SUCCESS, title, detail, null);
  }

  public static Notice warning(String title, String detail) {
    return new Notice(Kind.WARNING, title, detail, null);
  }

  /// The same with a button.
  public Notice with(Action action) {
    return new Notice(kind, title, detail, action);
  }
}
