package dev.handloom.device.link.page;

import org.jspecify.annotations.Nullable;

/// What the page shows of the studio and may ask of it. Called on the page's own threads.
public interface PageRoom {
  /// What somebody who wears the headset may want.
  enum Act {
    START,
    STOP,
    REDO
  }

  /// A take, as the page shows it.
  ///
  /// @param phase `ready`, `armed`, `starting`, `recording`, `paused` or `saving`
  /// @param words the same for a person
  /// @param elapsed of the take, as 1:02.4
  /// @param alarm what is wrong; empty while nothing is
  record Sight(
      String phase,
      String words,
      String task,
      String elapsed,
      String alarm,
      boolean mayStart,
      boolean mayStop,
      boolean mayRedo) {
    static final Sight NOBODY =
        new Sight("ready", "No studio window is open", "", "", "", false, false, false);
  }

  /// How a take goes now.
  Sight sight();

  /// Does something, later and on another thread.
  ///
  /// @param who asks, for the log
  /// @return what to tell who asked; empty if it is being done
  String act(Act what, String who);

  /// The newest picture of the workstation's camera as JPEG; null if none came since the last call,
  /// or there is no camera.
  byte @Nullable [] picture();

  /// Nobody is there: a recording from the command line.
  PageRoom EMPTY =
      new PageRoom() {
        @Override
        public Sight sight() {
          return Sight.NOBODY;
        }

        @Override
        public String act(Act what, String who) {
          return "No studio window is open: takes are started where the recording was.";
        }

        @Override
        public byte @Nullable [] picture() {
          return null;
        }
      };
}
