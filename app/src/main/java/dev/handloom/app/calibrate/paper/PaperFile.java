package dev.handloom.app.calibrate.paper;

import dev.handloom.calibration.profile.Profile;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;

/// The quality of a calibration as a file to be printed: a PDF, or a page for browsers where its
/// name says so.
public final class PaperFile {
  private PaperFile() {}

  public static void write(Profile profile, ZoneId zone, Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean page = name.endsWith(".html") || name.endsWith(".htm");
    Durable.replace(
        file,
        page
            ? QualityHtml.page(profile, zone).getBytes(StandardCharsets.UTF_8)
            : QualityPdf.page(profile, zone));
  }
}
