package dev.handloom.app.space;

import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.ui.space.SpaceThing;
import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.device.space.Pose;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Lays headsets' spaces over others, in groups of things by space.
final class LaidSpaces {
  /// In which group a headset's things are, and how its space lies in it.
  private record Laid(String group, Pose groupFromHeadset) {}

  private final Map<String, List<SpaceThing>> bySpace;
  private final Map<String, String> notes;
  private final Map<String, Laid> laid = new HashMap<>();

  /// @param bySpace changed in place
  /// @param notes what is said of a group
  LaidSpaces(Map<String, List<SpaceThing>> bySpace, Map<String, String> notes) {
    this.bySpace = bySpace;
    this.notes = notes;
  }

  void lay(List<KnownSpace> known) {
    for (KnownSpace each : known) {
      if (each.holds() == Holds.NO) {
        if (bySpace.containsKey(each.headset().id())) {
          notes.putIfAbsent(each.headset().id(), each.trouble());
        }
      } else if (each.profile().through() == null) {
        into(each, each.profile().target(), each.profile().targetFromHeadset());
      }
    }
    for (KnownSpace each : known) {
      if (each.holds() != Holds.NO && each.profile().through() != null) {
        camera(each);
      }
    }
  }

  /// A camera that stands in a room whose trackers are known takes the headset there; another one
  /// is shown in the headset's space, which is upright.
  private void camera(KnownSpace each) {
    KnownLens lens = each.lens();
    if (lens == null) {
      return;
    }
    String headset = each.headset().id();
    Pose cameraFromHeadset = each.profile().targetFromHeadset();
    CameraPlace place = lens.place();
    if (place != null
        && place.kind() == CameraPlace.Kind.WORLD
        && bySpace.containsKey(place.parent().replaceFirst("/.*", ""))) {
      into(
          each,
          place.parent().replaceFirst("/.*", ""),
          place.parentFromCamera().then(cameraFromHeadset));
      return;
    }
    Laid own = laid.getOrDefault(headset, new Laid(headset, Pose.IDENTITY));
    List<SpaceThing> things = bySpace.get(own.group());
    if (things != null) {
      things.add(
          new SpaceThing(
              Kind.CAMERA,
              RigScene.capital(lens.role()),
              own.groupFromHeadset().then(cameraFromHeadset.inverse()),
              null,
              true));
      say(own.group(), "The " + lens.role(), each);
    }
  }

  private void into(KnownSpace each, String target, Pose targetFromHeadset) {
    String headset = each.headset().id();
    List<SpaceThing> own = bySpace.get(headset);
    List<SpaceThing> into = bySpace.get(target);
    if (own == null || into == null) {
      return;
    }
    for (SpaceThing thing : own) {
      into.add(
          new SpaceThing(
              thing.kind(),
              thing.name(),
              targetFromHeadset.then(thing.pose()),
              thing.joints(),
              thing.seen()));
    }
    bySpace.remove(headset);
    notes.remove(headset);
    laid.put(headset, new Laid(target, targetFromHeadset));
    say(target, "The " + each.headset().device().config().role(), each);
  }

  private void say(String group, String what, KnownSpace each) {
    String line =
        String.format(
                Locale.ROOT,
                "%s lies in it to %.1f mm. %s",
                what,
                1000 * each.profile().alignment().heldOutMetres(),
                each.trouble())
            .strip();
    notes.merge(group, line, (a, b) -> a + " " + b);
  }
}
