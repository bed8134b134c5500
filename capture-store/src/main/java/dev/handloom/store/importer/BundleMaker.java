package dev.handloom.store.importer;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes episodes of others into a library.
public final class BundleMaker {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /// A folder beside the episodes, with the number of the process behind.
  private static final String STAGING = "importing-";

  private final Library library;
  private final String software;

  /// @param software what imports, as a manifest has it
  public BundleMaker(Library library, String software) {
    this.library = library;
    this.software = software;
  }

  /// An episode that is in the library now.
  ///
  /// @param notes as they stand in the manifest
  public record Made(Bundle bundle, Manifest manifest, List<String> notes) {}

  /// Makes an episode. If that is not possible nothing is left of it in the library.
  ///
  /// @param goOn is called now and then; may throw to stop
  public Made make(EpisodeDraft draft, Runnable goOn) throws IOException {
    Instant begun =
        Instant.ofEpochSecond(
            Math.floorDiv(draft.beganUnixNanos(), SECOND_NANOS),
            Math.floorMod(draft.beganUnixNanos(), SECOND_NANOS));
    EpisodeId id = EpisodeId.at(begun);
    Bundle unfinished = new Bundle(staging().resolve(id.text()));
    Bundle bundle = new Bundle(id.under(library.episodes()));
    Durable.makeFolders(unfinished.folder());
    Manifest manifest;
    try {
      manifest = make(draft, unfinished, goOn);
      Path day = Objects.requireNonNull(bundle.folder().getParent());
      Durable.makeFolders(day);
      Files.move(unfinished.folder(), bundle.folder(), StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(day);
    } finally {
      erase(unfinished.folder());
      leave(staging());
    }
    library.add(bundle);
    return new Made(bundle, manifest, manifest.notes());
  }

  /// Where an episode lies until it is whole; what dies takes nothing into the library.
  private Path staging() {
    return library.folder().resolve(STAGING + ProcessHandle.current().pid());
  }

  /// Erases what imports left that were killed.
  public void tidy() throws IOException {
    List<Path> left;
    try (Stream<Path> all = Files.list(library.folder())) {
      left = all.filter(BundleMaker::abandoned).toList();
    }
    for (Path each : left) {
      erase(each);
    }
  }

  private static boolean abandoned(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.matches(STAGING + "\\d{1,15}")
        && ProcessHandle.of(Long.parseLong(name.substring(STAGING.length()))).isEmpty();
  }

  /// Another import of this process may still use it.
  private static void leave(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // That one removes it.
    }
  }

  private static void erase(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private Manifest make(EpisodeDraft draft, Bundle bundle, Runnable goOn) throws IOException {
    Manifest.Times known = draft.beside().times();
    Manifest.Times times =
        known != null
            ? known
            : new Manifest.Times(
                0,
                draft.stopNanos(),
                new StudioClock.Anchor(0, draft.beganUnixNanos(), draft.beganDoubtNanos()));
    List<String> notes = new ArrayList<>();
    notes.add(ImportMark.note(draft));
    notes.addAll(draft.notes());
    List<Manifest.CameraEntry> cameras = new ArrayList<>();
    List<Manifest.FileEntry> files = new ArrayList<>();
    List<Manifest.StreamEntry> streams;
    try (DraftLog log = new DraftLog(bundle, draft, times, software)) {
      for (Numbers numbers : draft.numbers()) {
        log.numbers(numbers);
      }
      for (Pictures pictures : draft.pictures()) {
        camera(pictures, bundle, log, cameras, files, notes, goOn);
      }
      log.write();
      streams = log.entries();
    }
    files.addFirst(FileHash.entry(bundle.mcap()));
    Manifest manifest =
        new Manifest(
            Manifest.SCHEMA,
            bundle.id().text(),
            draft.task(),
            draft.person(),
            draft.rig(),
            Manifest.State.COMPLETE,
            "",
            times,
            streams,
            cameras,
            draft.beside().sync(),
            draft.beside().events().stream().limit(Manifest.MOST_EVENTS).toList(),
            notes,
            files,
            software,
            draft.beside().pauses(),
            draft.beside().enclosures().stream().map(Enclosure::entry).toList());
    if (!draft.review().isEmpty()) {
      new ReviewJournal(bundle.review()).append(draft.review());
    }
    ManifestFile.write(bundle, manifest);
    Durable.forceFolder(bundle.folder());
    return manifest;
  }

  private static void camera(
      Pictures pictures,
      Bundle bundle,
      DraftLog log,
      List<Manifest.CameraEntry> cameras,
      List<Manifest.FileEntry> files,
      List<String> notes,
      Runnable goOn)
      throws IOException {
    String device = pictures.stream().replaceAll("/video$", "");
    String file = device.replace('/', '-') + Bundle.VIDEO_SUFFIX;
    Path into = bundle.video(file);
    PictureImport.Brought brought;
    try {
      brought = PictureImport.bring(pictures, into, goOn);
    } catch (IOException e) {
      // The rest of the episode is worth having without this camera.
      Files.deleteIfExists(into);
      notes.add("The pictures of “" + device + "” could not be brought along: " + e.getMessage());
      return;
    }
    int count = brought.taken().pictures().size();
    if (count == 0) {
      Files.deleteIfExists(into);
      notes.add("There is not one picture of “" + device + "” for this episode");
      return;
    }
    if (count < pictures.nanos().length) {
      notes.add(
          String.format(
              Locale.ROOT,
              "“%s” has %d pictures for %d rows; at the end they are missing",
              device,
              count,
              pictures.nanos().length));
    }
    StreamSpec known = pictures.spec();
    StreamSpec spec =
        known != null
            ? known
            : StreamSpec.video(
                pictures.stream(),
                new FrameFormat(
                    brought.taken().width(), brought.taken().height(), FrameFormat.Pixels.BGRA),
                pictures.hz(),
                pictures.made() ? DeviceTicks.MADE_UP : null);
    log.pictures(spec, file, pictures, brought.taken().pictures());
    cameras.add(
        new Manifest.CameraEntry(
            pictures.stream(),
            file,
            brought.taken().codec(),
            brought.taken().width(),
            brought.taken().height(),
            count,
            Files.size(into),
            "",
            brought.how(),
            0));
    files.add(FileHash.entry(into));
  }
}
