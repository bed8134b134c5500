package dev.handloom.store.check;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Holds the files of a bundle against the checksums of its manifest.
final class FileCheck {
  private final Findings findings;
  private final Bundle bundle;

  FileCheck(Findings findings, Bundle bundle) {
    this.findings = findings;
    this.bundle = bundle;
  }

  static boolean named(Manifest.FileEntry file) {
    return file.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }

  void check(Manifest.FileEntry file) {
    if (!named(file)) {
      findings.add(
          Code.FILE_NAME, Bundle.MANIFEST, "No file of an episode is named " + file.name());
      return;
    }
    Path path = bundle.folder().resolve(file.name());
    try {
      if (!Files.exists(path)) {
        findings.add(Code.FILE_MISSING, file.name(), "The file is missing");
      } else if (Files.size(path) != file.bytes()) {
        findings.add(
            Code.FILE_CHANGED,
            file.name(),
            "The file is not the one that was saved: "
                + Files.size(path)
                + " bytes, not "
                + file.bytes());
      } else if (!FileHash.sha256(path).equals(file.sha256())) {
        findings.add(
            Code.FILE_CHANGED,
            file.name(),
            "The file is not the one that was saved: its checksum is another");
      }
    } catch (IOException e) {
      findings.add(Code.FILE_UNREADABLE, file.name(), "The file cannot be read: " + e.getMessage());
    }
  }

  /// Files of which the manifest has no checksum although the episode is made of them, and files
  /// that it knows nothing of.
  void others(Manifest manifest) {
    Set<String> listed = new HashSet<>();
    manifest.files().forEach(f -> listed.add(f.name()));
    Set<String> needed = new HashSet<>();
    if (!manifest.streams().isEmpty()) {
      needed.add(Bundle.MCAP);
    }
    manifest.cameras().stream().filter(c -> c.frames() > 0).forEach(c -> needed.add(c.file()));
    for (String name : needed) {
      if (!listed.contains(name)) {
        findings.add(Code.FILE_UNLISTED, name, "The manifest has no checksum of this file");
      }
    }
    Set<String> known =
        new HashSet<>(
            Set.of(
                Bundle.MANIFEST,
                Bundle.REVIEW,
                Bundle.CHECK_NOTE,
                Bundle.SECOND_TIMES,
                Bundle.DERIVED,
                ConformanceReport.FILE));
    known.addAll(listed);
    known.addAll(needed);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(bundle.folder())) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!known.contains(name)) {
          findings.add(Code.FILE_UNKNOWN, name, "The manifest knows nothing of this file");
        }
      }
    } catch (IOException e) {
      findings.add(Code.FOLDER_UNREADABLE, "", "The folder cannot be listed: " + e.getMessage());
    }
  }
}
