package dev.handloom.app.ui.guard;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The identity of an error, short enough to be read aloud: `4K7-PM2-X9D`.
///
/// Three parts: where it was thrown, its root cause, its whole trace. Messages and line numbers do
/// not count, so that the same fault has the same code for everybody; equal first parts mean the
/// same place, equal second parts the same cause.
public record ErrorCode(String method, String cause, String full) {

  // No vowels, so no words; nothing that is mistaken for another sign, spoken or written.
  private static final String SIGNS = "23456789CDFGHJKLMPQRTVWX";
  private static final int LENGTH = 3;

  /// The code of an error.
  public static ErrorCode of(Throwable error) {
    Throwable root = error;
    StringBuilder all = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (@Nullable Throwable t = error; t != null && seen.add(t); t = t.getCause()) {
      root = t;
      describe(t, all);
    }
    StringBuilder rootOnly = new StringBuilder();
    describe(root, rootOnly);
    return new ErrorCode(sign(place(error)), sign(rootOnly.toString()), sign(all.toString()));
  }

  private static String place(Throwable error) {
    StackTraceElement[] frames = error.getStackTrace();
    return frames.length == 0 ? error.getClass().getName() : frame(frames[0]);
  }

  private static void describe(Throwable error, StringBuilder out) {
    out.append(error.getClass().getName()).append('\n');
    for (StackTraceElement frame : error.getStackTrace()) {
      out.append(frame(frame)).append('\n');
    }
  }

  // Numbers in names are made by the compiler for lambdas and hidden classes: they differ by run.
  private static String frame(StackTraceElement frame) {
    return (frame.getClassName() + '.' + frame.getMethodName())
        .replaceAll("[0-9/]+(x[0-9a-f]+)?", "");
  }

  private static String sign(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(SIGNS.charAt((int) (rest % SIGNS.length())));
      rest /= SIGNS.length();
    }
    return code.toString();
  }

  @Override
  public String toString() {
    return method + '-' + cause + '-' + full;
  }
}
