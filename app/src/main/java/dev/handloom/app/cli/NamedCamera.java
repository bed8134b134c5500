package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A camera that somebody named: one that was calibrated, or a file.
///
/// @param covariance empty for files that do not say how far they are known
record NamedCamera(
    String name, CameraModel camera, double[][] covariance, double rmsPixels, int views) {
  static NamedCamera of(
      String text,
      LibraryOption library,
      UserFolders folders,
      Terminal terminal,
      int width,
      int height) {
    try {
      CameraShelf shelf = new CameraShelf(library.folder(folders, terminal).resolve("profiles"));
      List<CameraProfile> known = shelf.history(text).profiles();
      if (!known.isEmpty()) {
        return of(known.getFirst());
      }
      Path file = Path.of(text);
      if (!Files.isRegularFile(file)) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "No camera called " + text + " was calibrated, and there is no such file.");
      }
      try {
        IntrinsicsFile read = IntrinsicsFile.read(file, width, height);
        return new NamedCamera(text, read.camera(), new double[0][], read.pixelsOff(), 0);
      } catch (CameraRefusal foreign) {
        if (Files.readString(file).contains("\"covariance\"")) {
          return of(CameraShelf.read(file));
        }
        throw foreign;
      }
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, FileTrouble.words(e));
    }
  }

  private static NamedCamera of(CameraProfile profile) {
    return new NamedCamera(
        profile.camera(),
        profile.model(),
        profile.covariance(),
        profile.rmsPixels(),
        profile.views().size());
  }
}
