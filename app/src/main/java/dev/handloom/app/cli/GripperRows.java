package dev.handloom.app.cli;

import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.calibration.profile.ProfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calibrations of grippers, for `profiles`.
final class GripperRows {
  private final Terminal terminal;
  private final GripperShelf shelf;
  private final @Nullable String device;

  /// @param device the wrist camera, null for all
  GripperRows(Terminal terminal, GripperShelf shelf, @Nullable String device) {
    this.terminal = terminal;
    this.shelf = shelf;
    this.device = device;
  }

  private List<GripperShelf.History> histories() throws ProfileException {
    List<GripperShelf.History> found = new ArrayList<>();
    for (GripperShelf.History history : shelf.all()) {
      history.unreadable().forEach(terminal::tell);
      if (!history.profiles().isEmpty()
          && (device == null || history.profiles().getFirst().gripper().equals(device))) {
        found.add(history);
      }
    }
    return found;
  }

  /// The one of an id; null if there is none.
  @Nullable GripperProfile one(String id) throws ProfileException {
    List<GripperProfile> found = new ArrayList<>();
    for (GripperShelf.History history : histories()) {
      history.profiles().stream().filter(each -> each.id().equals(id)).forEach(found::add);
    }
    if (found.size() > 1) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "There are several calibrations " + id + "; name --device, too.");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  void use(GripperProfile profile) throws ProfileException {
    shelf.rollBack(profile);
  }

  void expire(GripperProfile profile, String why) throws ProfileException {
    shelf.expire(profile, why);
  }

  static Map<String, @Nullable Object> json(GripperProfile profile) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("kind", "gripper");
    row.put("id", profile.id());
    row.put("device", profile.gripper());
    row.put("taken", profile.taken().toString());
    row.put("software", profile.software());
    row.put("grade", profile.quality().grade().word());
    row.put("openMm", profile.openMm());
    row.put("doubtMm", profile.model().doubtMm(profile.openMm() / 2));
    row.put("tags", profile.tags());
    row.put("reasons", profile.quality().reasons());
    row.put("encoder", profile.encoder());
    return row;
  }

  /// Lists them, newest first.
  ///
  /// @param rows where they go instead of the terminal; null for the terminal
  /// @return whether there is any
  boolean list(@Nullable List<Map<String, @Nullable Object>> rows) throws ProfileException {
    boolean any = false;
    for (GripperShelf.History history : histories()) {
      String current = history.current().map(GripperProfile::id).orElse("");
      for (GripperProfile profile : history.profiles()) {
        any = true;
        boolean inUse = profile.id().equals(current);
        String expired = history.state().expired().get(profile.id());
        if (rows == null) {
          terminal.say(line(profile, inUse, expired));
        } else {
          Map<String, @Nullable Object> row = json(profile);
          row.put("inUse", inUse);
          row.put("expired", expired);
          rows.add(row);
        }
      }
    }
    return any;
  }

  private static String line(GripperProfile profile, boolean inUse, @Nullable String expired) {
    return String.format(
        Locale.ROOT,
        "%s %s  %-9s gripper, %s: opens %.1f mm, ±%.1f mm%s",
        inUse ? "*" : " ",
        profile.id(),
        profile.quality().grade().word(),
        profile.gripper(),
        profile.openMm(),
        profile.model().doubtMm(profile.openMm() / 2),
        expired == null ? "" : "  out of use: " + expired);
  }
}
