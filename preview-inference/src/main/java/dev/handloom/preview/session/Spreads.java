package dev.handloom.preview.session;

import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.example.Wants.Group;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// How far each channel usually moves, for models that do not bring it along: by it, readings of
/// different units become comparable.
///
/// @param wants with the spreads that are known now
/// @param episodes how many they are of; 0 where none could be used, and then all is as before
public record Spreads(Wants wants, int episodes) {
  /// Where a file says one itself, that stays.
  ///
  /// @param done told how many episodes are read
  public static Spreads of(Wants shape, List<EpisodeRow> rows, IntConsumer done)
      throws IOException {
    if (rows.isEmpty() || (shape.actions().isEmpty() && shape.groups().isEmpty())) {
      return new Spreads(shape, 0);
    }
    // Numbers are read in a moment; pictures are not.
    Wants numbers =
        new Wants(
            shape.stepSeconds(),
            shape.steps(),
            List.of(0),
            List.of(),
            List.of(),
            shape.groups(),
            shape.actions());
    TrainingSet read;
    try {
      read = TrainingSet.read(rows, numbers, done);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (ExampleException e) {
      // None of them has these channels.
      return new Spreads(shape, 0);
    }
    Wants measured = read.wants();
    List<Group> groups = new ArrayList<>();
    List<Channel> state = merged(shape.state(), measured.state());
    int at = 0;
    for (Group group : shape.groups()) {
      int next = at + group.channels().size();
      groups.add(new Group(group.name(), state.subList(at, next)));
      at = next;
    }
    return new Spreads(
        new Wants(
            shape.stepSeconds(),
            shape.steps(),
            shape.frames(),
            shape.horizons(),
            shape.views(),
            groups,
            merged(shape.actions(), measured.actions())),
        read.episodes().size());
  }

  private static List<Channel> merged(List<Channel> said, List<Channel> measured) {
    List<Channel> merged = new ArrayList<>();
    for (int c = 0; c < said.size(); c++) {
      Channel one = said.get(c);
      double spread = one.spread() == 1 ? measured.get(c).spread() : one.spread();
      merged.add(new Channel(one.name(), one.unit(), one.relative(), one.mean(), spread));
    }
    return merged;
  }
}
