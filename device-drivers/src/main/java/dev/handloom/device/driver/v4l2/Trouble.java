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
              "You may not open this camera. " + permission(port.path()) + " " + which;
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

  private static String permission(String path) {
    String group = "";
    try {
      group = Files.readAttributes(Path.of(path), PosixFileAttributes.class).group().getName();
    } catch (IOException | UnsupportedOperationException e) {
      // It is gone by now; the usual group will do.
    }
    return group.equals("root")
        ? "Install the rule that `handloom devices --udev-rules` prints, then plug it in again."
        : "Add yourself to the group that owns it (sudo usermod -aG "
            + (group.isEmpty() ? "video" : group)
            + " $USER), then log in anew.";
  }

  private static String named(List<String> users) {
    return users.isEmpty() ? "" : " (" + String.join(", ", users) + ")";
  }
}
