package dev.handloom.app.cli;

import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The arms' part of `profiles`.
final class ArmProfiles {
  private final Terminal terminal;
  private final ArmShelf shelf;
  private final @Nullable String person;
  private final @Nullable String device;

  /// @param person only calibrations made by them; everybody's with null
  /// @param device only of that arm, by the name that the list gives
  ArmProfiles(Terminal terminal, ArmShelf shelf, @Nullable String person, @Nullable String device) {
    this.terminal = terminal;
    this.shelf = shelf;
    this.person = person;
    this.device = device;
  }

  private boolean wanted(ArmProfile profile) {
    return (person == null || profile.person().equalsIgnoreCase(person.strip()))
        && (device == null || profile.device().equals(device));
  }

  /// A profile by its id; empty if there is none.
  Optional<ArmProfile> find(String id) throws ProfileException {
    List<ArmProfile> found = new ArrayList<>();
    for (ArmShelf.History history : shelf.all()) {
      history.profiles().stream()
          .filter(each -> each.id().equals(id) && wanted(each))
          .forEach(found::add);
    }
    if (found.size() > 1) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "There are several calibrations " + id + "; name PERSON and --device, too.");
    }
    return found.stream().findFirst();
  }

  /// Takes it into use again.
  int use(ArmProfile profile, boolean json) throws ProfileException {
    shelf.rollBack(profile);
    return done("In use: " + profile.id() + ", " + profile.words(), profile, json);
  }

  /// Takes it out of use.
  int expire(ArmProfile profile, String why, boolean json) throws ProfileException {
    shelf.expire(profile, why);
    return done("Out of use: " + profile.id() + ", " + why, profile, json);
  }

  private int done(String words, ArmProfile profile, boolean json) {
    if (json) {
      terminal.json(row(profile));
    } else {
      terminal.say(words);
    }
    return 0;
  }

  /// Lists them.
  ///
  /// @param rows to be added to; with JSON nothing is said
  /// @return whether there was any
  boolean list(boolean json, List<Map<String, @Nullable Object>> rows) throws ProfileException {
    boolean any = false;
    for (ArmShelf.History history : shelf.all()) {
      history.unreadable().forEach(terminal::tell);
      String current = history.current().map(ArmProfile::id).orElse("");
      for (ArmProfile profile : history.profiles()) {
        if (!wanted(profile)) {
          continue;
        }
        any = true;
        String expired = history.state().expired().get(profile.id());
        boolean inUse = profile.id().equals(current);
        Map<String, @Nullable Object> row = row(profile);
        row.put("inUse", inUse);
        row.put("expired", expired);
        rows.add(row);
        if (!json) {
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "%s %s  %-9s %s, by %s%s",
                  inUse ? "*" : " ",
                  profile.id(),
                  profile.quality().grade().word(),
                  profile.device(),
                  profile.person(),
                  expired == null ? "" : "  out of use: " + expired));
        }
      }
    }
    return any;
  }

  private static Map<String, @Nullable Object> row(ArmProfile profile) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("kind", "arm");
    row.put("id", profile.id());
    row.put("person", profile.person());
    row.put("device", profile.device());
    row.put("taken", profile.taken().toString());
    row.put("software", profile.software());
    row.put("joints", profile.model().joints().size());
    row.put("quality", profile.quality());
    return row;
  }
}
