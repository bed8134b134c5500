package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.touch.TouchFound;
import dev.handloom.app.space.touch.TouchGuide;
import dev.handloom.app.space.touch.TouchLook;
import dev.handloom.app.space.touch.TouchLook.State;
import dev.handloom.app.space.touch.TouchPair;
import dev.handloom.app.space.touch.TouchSession;
import dev.handloom.app.space.touch.TouchWords;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.hand.HandSide;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The corners of a board are touched, led by lines at a terminal.
final class TouchAtTerminal {
  static final int MOST_PLACES = 9;
  private static final long LOOK_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final double most;
  private final int places;

  /// @param most seconds, after which it is given up
  TouchAtTerminal(Terminal terminal, double most, int places) {
    this.terminal = terminal;
    this.most = most;
    this.places = places;
  }

  /// What was asked for, or the first that there is.
  TouchPair pair(
      Workplace workplace,
      Path library,
      @Nullable String headset,
      @Nullable String camera,
      @Nullable HandSide side) {
    List<KnownLens> lenses = KnownLens.of(workplace, KnownLens.shelf(library));
    List<TouchPair> all = TouchPair.of(workplace, lenses);
    if (all.isEmpty()) {
      throw new CommandFailed(CommandFailed.UNUSABLE, TouchPair.missing(workplace, lenses));
    }
    return all.stream()
        .filter(each -> headset == null || each.headset().id().equals(headset))
        .filter(each -> camera == null || each.target().equals(camera))
        .filter(each -> side == null || each.side() == side)
        .findFirst()
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.UNUSABLE,
                "There is no such pair. There are: "
                    + String.join(
                        "; ",
                        all.stream()
                            .map(each ->
                                "--headset %s --to %s --side %s"
                                    .formatted(
                                        each.headset().id(), each.target(), each.side().word()))
                            .toList())));
  }

  SpaceProfile touched(Workplace workplace, TouchPair pair, Board board) {
    terminal.tell(pair.words() + ". Ctrl+C ends it.");
    try (GentleEnd gentle = new GentleEnd();
        TouchSession session =
            new TouchSession(pair, board, TouchGuide.of(workplace, pair), (_, _) -> {})) {
      session.goOn();
      for (int place = 1; ; place++) {
        TouchLook look = place(session, gentle, place);
        TouchFound found = look.found();
        SpaceProfile made = look.made();
        if (found == null || made == null) {
          throw new CommandFailed(CommandFailed.FINDING, look.words());
        }
        terminal.tell(TouchWords.offs(found));
        if (place >= places) {
          terminal.tell(TouchWords.advice(look, found, false));
          return made;
        }
        session.another();
      }
    }
  }

  /// Until the corners of one place are touched, or it is refused.
  private TouchLook place(TouchSession session, GentleEnd gentle, int place) {
    long end = System.nanoTime() + Math.round(most * 1e9);
    String said = "";
    String told = "";
    while (true) {
      TouchLook look = session.look();
      boolean found = look.place() == place - 1 && look.made() != null;
      if (found || look.state() == State.REFUSED) {
        return look;
      }
      if (gentle.asked() || System.nanoTime() > end) {
        throw new CommandFailed(
            CommandFailed.FINDING,
            (look.words().isEmpty() ? "Not all corners were touched." : look.words())
                + " Nothing was kept.");
      }
      String words = look.state() == State.WAITING ? "" : TouchWords.say(look, session);
      if (!words.isEmpty() && !words.equals(said)) {
        terminal.tell(words);
        said = words;
      }
      // What is in the way comes and goes; it is said once.
      if (!look.words().isEmpty() && !look.words().equals(told)) {
        terminal.tell(look.words());
        told = look.words();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
