package dev.handloom.device.driver.v4l2;

import dev.handloom.device.link.CameraPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/// What the kernel's refusals mean to a person, and what to do.
final class Trouble {
  private Trouble() {}

  static IOException words(Refusal refusal, CameraPort port) {
    String which = port.title() + ": " + port.path();
    String words =
        switch (refusal.error) {
          case Kernel.ACCESS_DENIED, Kernel.NOT_PERMITTED ->
              "You may not open this camera. Add yourself to the group that owns it ("
                  + group(port.path())
                  + "), then log in anew. "
                  + which;
          case Kernel.BUSY ->
              "Another program has this camera"
                  + named(port.users())
                  + ". Close it there; nothing needs to be done here then. "
                  + which;
          case Kernel.NO_SPACE ->
              "The USB bus has no room left for this camera's pictures. Plug it into a port of"
                  + " another controller, not into a hub beside another camera, or choose mjpeg, a"
                  + " smaller picture or a lower rate. "
                  + which;
          case Kernel.NO_DEVICE, Kernel.NO_ENTRY, Kernel.NO_SUCH_ADDRESS, Kernel.IO_ERROR ->
              "The camera is gone. Plug it in again, or look at its cable. " + which;
          case Kernel.NO_MEMORY ->
              "The kernel has no memory for this camera's pictures. Choose a smaller picture. "
                  + which;
          default ->
              "The camera refuses what it was asked ("
                  + refusal.getMessage()
                  + "). Unplug it and plug it in again. "
                  + which;
        };
    return new IOException(words, refusal);
  }

  private static String group(String path) {
    try {
      String group =
          Files.readAttributes(Path.of(path), PosixFileAttributes.class).group().getName();
      return "sudo usermod -aG " + group + " $USER";
    } catch (IOException | UnsupportedOperationException e) {
      return "sudo usermod -aG video $USER";
    }
  }

  private static String named(List<String> users) {
    return users.isEmpty() ? "" : " (" + String.join(", ", users) + ")";
  }
}
