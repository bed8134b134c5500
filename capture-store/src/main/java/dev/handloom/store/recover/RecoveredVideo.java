package dev.handloom.store.recover;

import dev.handloom.device.stream.Counted;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.video.VideoReader;
import dev.handloom.store.video.VideoTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The video of one camera, cut after its last whole picture. Each may be made on a thread of its
/// own.
///
/// @param file null if there is none
/// @param notes for a person
/// @param lastPictureNanos studio time of the last picture, of those that were cut off as well;
///   [Long#MIN_VALUE] if that is not known
record RecoveredVideo(
    Manifest.CameraEntry entry,
    Manifest.@Nullable FileEntry file,
    List<String> notes,
    long lastPictureNanos) {

  /// @param lastCaptureNanos of the last picture that has a record
  static RecoveredVideo of(Bundle bundle, RecoveredLog.Camera camera, long lastCaptureNanos)
      throws IOException {
    Path path = bundle.video(camera.file());
    List<String> notes = new ArrayList<>();
    int records = camera.records().size();
    long lastPicture = Long.MIN_VALUE;
    String trouble = "";
    String codec = "";
    long pictures = 0;
    long most = 0;
    try {
      if (Files.exists(path)) {
        VideoTail.Cut cut = VideoTail.cut(path, camera.records());
        if (cut.unrecorded() > 0) {
          notes.add(
              camera.file()
                  + ": "
                  + Counted.of(
                      cut.unrecorded(),
                      "picture at its end was cut off, its time is lost",
                      "pictures at its end were cut off, their times are lost"));
          if (cut.pictures() > 0) {
            long recorded = camera.records().get(cut.pictures() - 1).ptsMicros();
            lastPicture = lastCaptureNanos + (cut.lastPtsMicros() - recorded) * 1000;
          }
        }
        // A reader may make something out of half a first picture.
        most = cut.pictures();
      }
      try (VideoReader video = VideoReader.open(path)) {
        codec = video.codec();
        pictures = Math.min(most, video.frameCount());
        if (video.frameCount() > records) {
          notes.add(
              camera.file()
                  + " has "
                  + Counted.of(
                      video.frameCount() - records,
                      "picture at its end whose time is lost",
                      "pictures at its end whose times are lost"));
        } else if (pictures < records) {
          trouble =
              records - pictures == 1
                  ? "The last picture was not on the disk yet; its time is"
                  : "The last "
                      + (records - pictures)
                      + " pictures were not on the disk yet; their times are";
        }
      }
    } catch (IOException e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (!trouble.isEmpty() && records > 0) {
      notes.add(camera.file() + ": " + trouble);
    }
    boolean there = Files.exists(path);
    Manifest.CameraEntry entry =
        new Manifest.CameraEntry(
            camera.stream(),
            camera.file(),
            codec,
            camera.format().width(),
            camera.format().height(),
            pictures,
            there ? Files.size(path) : 0,
            trouble,
            "",
            camera.notEncoded());
    return new RecoveredVideo(entry, there ? FileHash.entry(path) : null, notes, lastPicture);
  }
}
