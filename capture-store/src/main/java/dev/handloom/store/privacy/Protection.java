package dev.handloom.store.privacy;

import dev.handloom.store.dataset.PictureCover;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done to protect people in what is exported.
///
/// @param faces finds the faces that are covered; null where pictures stay as they are
/// @param names whether names of persons, rigs and machines are left out
public record Protection(FaceFinder.@Nullable Source faces, boolean names) {
  public static final Protection NONE = new Protection(null, false);

  /// How long it takes to look for faces in a picture, of the time it takes to export it; measured.
  public static final int LOOK = 3;

  /// For the card: what was done, and what it misses.
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (faces != null) {
      words.add(
          "Faces that a detector found were painted over with one colour, from half a second before"
              + " they were found until half a second after. The detector misses faces that are"
              + " less than about 12 pixels wide, and may miss some that are seen from the side, from"
              + " above or from below, are hidden for the most part, or are smeared by motion: look"
              + " through the pictures before you give them away. It does not look for what else tells who"
              + " somebody is, as badges, tattoos, screens and rooms.");
    }
    if (names) {
      words.add(
          "Names of persons and rigs, serial numbers of devices, what their calibrations say, and"
              + " paths on the machine were left out. What people wrote, as tasks, segments and"
              + " tags, and the names of streams are as they were.");
    }
    if (faces != null || names) {
      words.add("There is no sound in it.");
    }
    return List.copyOf(words);
  }

  /// What hides faces in pictures; null for nothing.
  ///
  /// @param alive called for every picture that is looked at; ends the work by an exception
  public @Nullable PictureCover cover(Runnable alive) {
    return faces == null ? null : new FaceCover(faces, alive);
  }
}
