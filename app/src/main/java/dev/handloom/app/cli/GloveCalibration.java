package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.Outfit;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.RunLook;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.calibrate.SimulatedWearer;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.rig.Device;
import dev.handloom.store.library.Library;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A guided run, or the check after putting it on, of a glove.
final class GloveCalibration implements CalibrateKind {
  private static final String SOFTWARE = "Handloom " + Version.text();
  private static final long LOOK_NANOS = 50_000_000L;

  @Override
  public boolean fits(Workplace workplace, Device device) {
    return RigGlove.of(workplace).stream().anyMatch(glove -> glove.device().equals(device));
  }

  @Override
  public int run(Workplace workplace, Device device, Library library, CalibrateCommand wishes)
      throws IOException {
    RigGlove glove =
        RigGlove.find(workplace, wishes.wanted)
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.UNUSABLE, wishes.wanted + " is not a stream of a glove."));
    Consumer<@Nullable Step> asks = SimulatedWearer.of(workplace, glove);
    ProfileShelf shelf = Outfit.shelf(library);
    try {
      ProfileShelf.History history = shelf.history(wishes.person, glove.name());
      if (wishes.check) {
        Profile profile =
            history
                .current()
                .orElseThrow(() ->
                    new CommandFailed(
                        CommandFailed.UNUSABLE,
                        wishes.person
                            + " has no calibration on "
                            + glove.title()
                            + " yet; run it without --check."));
        if (!profile.fits(glove.channels())) {
          throw new CommandFailed(
              CommandFailed.UNUSABLE,
              "The calibration was made on a glove with other channels; calibrate anew.");
        }
        device.connect();
        try (LiveRun run = LiveRun.check(glove, profile, SOFTWARE, asks)) {
          lead(run, wishes.terminal);
          return checked(run, profile, shelf, wishes);
        }
      }
      Optional<UnfinishedRun> unfinished =
          wishes.anew ? Optional.empty() : shelf.unfinished(wishes.person, glove.name());
      Profile.Wearing wearing = wearing(glove, history, wishes);
      device.connect();
      try (LiveRun run =
          unfinished.isPresent()
              ? LiveRun.resume(glove, unfinished.get(), shelf, SOFTWARE, asks)
              : LiveRun.calibrate(glove, wearing, shelf, SOFTWARE, asks)) {
        if (unfinished.isPresent()) {
          wishes.terminal.tell(
              "A run that was not finished goes on; --anew begins it from the first pose.");
        }
        lead(run, wishes.terminal);
        return made(run, wishes);
      }
    } catch (ProfileException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Profile.Wearing wearing(
      RigGlove glove, ProfileShelf.History history, CalibrateCommand wishes) {
    Profile last = history.profiles().isEmpty() ? null : history.profiles().getFirst();
    Double length = wishes.lengthMillimetres;
    HandSize size = last == null ? HandSize.ADULT : last.size();
    if (length != null) {
      Double breadth = wishes.breadthMillimetres;
      double scale = length / 1000 / HandMeasure.length(HandSize.ADULT);
      double across =
          breadth == null ? scale * HandMeasure.knuckles(HandSize.ADULT) : breadth / 1000;
      try {
        size = HandMeasure.byRuler(length / 1000, across);
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(CommandFailed.USAGE, "--size: " + e.getMessage() + ".");
      }
    } else if (last == null) {
      wishes.terminal.tell(
          "The hand is taken for an adult's; measured with a ruler, --size makes it better.");
    }
    Set<Finger> fingers = fingers(wishes.fingers);
    if (fingers.isEmpty()) {
      fingers = last == null ? EnumSet.allOf(Finger.class) : last.fingers();
    }
    return new Profile.Wearing(wishes.person.strip(), glove.name(), glove.side(), size, fingers);
  }

  private static Set<Finger> fingers(List<String> words) {
    Set<Finger> fingers = EnumSet.noneOf(Finger.class);
    for (String word : words) {
      Finger found = null;
      for (Finger finger : Finger.values()) {
        found = finger.word().equalsIgnoreCase(word.strip()) ? finger : found;
      }
      if (found == null) {
        throw new CommandFailed(
            CommandFailed.USAGE,
            "There is no finger " + word + "; there are: thumb, index, middle, ring, little.");
      }
      fingers.add(found);
    }
    return fingers;
  }

  private static void lead(LiveRun run, Terminal terminal) {
    if (terminal.interactive()) {
      Thread.ofPlatform().name("keys").daemon(true).start(() -> keys(run));
    }
    try (GentleEnd end = new GentleEnd();
        ProgressLine progress =
            new ProgressLine(terminal, run.checked().isPresent() ? "Check" : "Calibration")) {
      @Nullable Step before = null;
      String told = "";
      RunLook look = run.look();
      while (!look.state().over()) {
        if (end.asked()) {
          run.close();
          throw new CommandFailed(
              CommandFailed.FINDING,
              "Ended early. The poses so far are kept; the same command goes on with them.");
        }
        Step step = look.wanted();
        if (step != null && step != before && look.state() == RunState.RUNNING) {
          before = step;
          terminal.tell((look.done() + 1) + " of " + look.of() + "  " + step.words());
        }
        if (!look.words().equals(told)) {
          told = look.words();
          if (!told.isEmpty()) {
            terminal.tell(told);
          }
        }
        progress.at(
            (double) look.done() / look.of(),
            step == null
                ? "working out the hand"
                : String.format(
                    Locale.ROOT, "%s, held %.0f %%", step.title(), 100 * look.stillness()));
        LockSupport.parkNanos(LOOK_NANOS);
        look = run.look();
      }
      if (look.state() == RunState.FAILED) {
        throw new CommandFailed(CommandFailed.UNUSABLE, look.words());
      }
      progress.done("done");
    }
  }

  private static void keys(LiveRun run) {
    boolean paused = false;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.strip().toLowerCase(Locale.ROOT)) {
          case "a", "again" -> run.again();
          case "s", "skip" -> run.leaveOut();
          case "p", "pause" -> {
            paused = !paused;
            run.pause(paused);
          }
          default -> {
            // Enter alone means nothing.
          }
        }
      }
    } catch (IOException e) {
      // Without keys the run goes on by itself.
    }
  }

  private static int made(LiveRun run, CalibrateCommand wishes) {
    Profile profile = run.made().orElseThrow();
    if (wishes.json.json) {
      wishes.terminal.json(ProfileText.json(profile));
    } else {
      ProfileText.lines(profile).forEach(wishes.terminal::say);
    }
    return profile.quality().grade().compareTo(Grade.POOR) >= 0 ? CommandFailed.FINDING : 0;
  }

  private static int checked(
      LiveRun run, Profile profile, ProfileShelf shelf, CalibrateCommand wishes)
      throws ProfileException {
    DonningCheck.Answer answer = run.answer().orElseThrow();
    String kept = "";
    boolean good = answer.advice() == DonningCheck.Advice.STILL_GOOD;
    if (good) {
      shelf.confirm(profile, Instant.now());
    } else if (answer.advice() == DonningCheck.Advice.REZERO && wishes.rezero) {
      Profile fresh = profile.rezeroed(answer.flat(), Instant.now(), SOFTWARE);
      shelf.keep(fresh, null);
      kept = fresh.id();
      good = true;
    }
    if (wishes.json.json) {
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("profile", profile.id());
      out.put("advice", answer.advice().name().toLowerCase(Locale.ROOT));
      out.put("degrees", answer.degrees());
      out.put("afterZero", answer.afterZero());
      out.put("joint", answer.joint());
      out.put("jointDegrees", answer.jointDegrees());
      out.put("rezeroed", kept.isEmpty() ? null : kept);
      wishes.terminal.json(out);
    } else {
      wishes.terminal.say(
          String.format(
              Locale.ROOT,
              "%s. The poses differ by %.1f°, most in %s (%.1f°); with a new zero by %.1f°.",
              answer.advice().words(),
              answer.degrees(),
              answer.joint(),
              answer.jointDegrees(),
              answer.afterZero()));
      if (!kept.isEmpty()) {
        wishes.terminal.say("The new zero is kept as " + kept + " and in use.");
      } else if (answer.advice() == DonningCheck.Advice.REZERO) {
        wishes.terminal.say("With --rezero the new zero is kept.");
      }
    }
    return good ? 0 : CommandFailed.FINDING;
  }
}
