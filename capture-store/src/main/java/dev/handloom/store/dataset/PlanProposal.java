package dev.handloom.store.dataset;

import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.IdleRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Predicted;
import dev.handloom.store.video.PictureRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a dataset of some episodes could be made of: every stream that all of them have alike.
///
/// @param leftOut streams that are not in it, and why
/// @param unfit episodes that cannot be in it, and why
public record PlanProposal(DatasetPlan plan, List<LeftOut> leftOut, List<Unfit> unfit) {
  private static final double MILLIS = 1000;

  /// A stream slower than this many of its own samples in the oldest age cannot fill rows.
  private static final double SLACK = 1;

  public PlanProposal {
    leftOut = List.copyOf(leftOut);
    unfit = List.copyOf(unfit);
  }

  /// A stream that is not in the dataset.
  public record LeftOut(String stream, String why) {}

  /// An episode that is not in the dataset.
  public record Unfit(Bundle bundle, String why) {}

  /// What somebody wants of a dataset.
  ///
  /// @param hz of the rows; 0 for that of the slowest camera, at most
  /// @param actions null for the best there is
  /// @param oldestMillis how old a sample may be
  /// @param longestSide of the pictures; 0 for as they are
  /// @param needed streams without which an episode is not wanted
  /// @param without streams that are not wanted
  public record Wish(
      double hz,
      @Nullable ActionRule actions,
      double oldestMillis,
      int longestSide,
      List<String> needed,
      List<String> without,
      int chunkRows,
      @Nullable IdleRule idle) {
    public static final double USUAL_OLDEST_MILLIS = 500;
    public static final Wish USUAL =
        new Wish(
            0,
            null,
            USUAL_OLDEST_MILLIS,
            0,
            List.of(),
            List.of(),
            DatasetPlan.USUAL_CHUNK_ROWS,
            null);

    public Wish {
      needed = List.copyOf(needed);
      without = List.copyOf(without);
    }
  }

  /// @throws DatasetException where no dataset can be made of them, whatever is left out
  public static PlanProposal of(List<EpisodeStreams> episodes, Wish wish) throws DatasetException {
    List<LeftOut> leftOut = new ArrayList<>();
    List<Unfit> unfit = new ArrayList<>();
    List<EpisodeStreams> fit = new ArrayList<>();
    for (EpisodeStreams episode : episodes) {
      String why = lacking(episode, wish.needed());
      if (why.isEmpty()) {
        fit.add(episode);
      } else {
        unfit.add(new Unfit(episode.bundle(), why));
      }
    }
    if (fit.isEmpty()) {
      throw new DatasetException(
          unfit.isEmpty()
              ? "There are no episodes to make a dataset of."
              : "No episode has all that is needed: " + unfit.getFirst().why());
    }
    Map<String, StreamSpec> common = common(fit, wish, leftOut);
    return new PlanProposal(new Choice(fit, wish, leftOut).plan(common), leftOut, unfit);
  }

  private static String lacking(EpisodeStreams episode, List<String> needed) {
    for (String stream : needed) {
      if (!episode.specs().containsKey(stream) || episode.samples(stream) == 0) {
        return "It has no “" + stream + "”.";
      }
    }
    return "";
  }

  /// The streams that all of them have alike, by name.
  private static Map<String, StreamSpec> common(
      List<EpisodeStreams> episodes, Wish wish, List<LeftOut> leftOut) {
    TreeSet<String> names = new TreeSet<>();
    episodes.forEach(episode -> names.addAll(episode.specs().keySet()));
    Map<String, StreamSpec> common = new LinkedHashMap<>();
    for (String name : names) {
      String why = wish.without().contains(name) ? "It is not wanted." : different(name, episodes);
      StreamSpec spec = episodes.getFirst().specs().get(name);
      if (why.isEmpty() && spec != null) {
        common.put(name, spec);
      } else {
        leftOut.add(new LeftOut(name, why));
      }
    }
    return common;
  }

  /// Why a stream is not the same in all of them; empty where it is.
  private static String different(String name, List<EpisodeStreams> episodes) {
    StreamSpec first = null;
    int lack = 0;
    int other = 0;
    String example = "";
    for (EpisodeStreams episode : episodes) {
      StreamSpec spec = episode.specs().get(name);
      if (spec == null || episode.samples(name) < 2) {
        lack++;
        example = example.isEmpty() ? episode.bundle().id().text() : example;
      } else if (first == null) {
        first = spec;
      } else if (!alike(first, spec)) {
        other++;
        example = example.isEmpty() ? episode.bundle().id().text() : example;
      }
      if (spec != null && Predicted.marks(spec.maker())) {
        return "A model predicted it; no device measured it.";
      }
    }
    if (lack > 0) {
      return "%d of %d episodes do not have it, %s for one."
          .formatted(lack, episodes.size(), example);
    }
    return other == 0
        ? ""
        : "Its numbers or its pictures are others in %d of %d episodes, in %s for one."
            .formatted(other, episodes.size(), example);
  }

  private static boolean alike(StreamSpec one, StreamSpec other) {
    if (one.kind() != other.kind() || one.channels().size() != other.channels().size()) {
      return false;
    }
    for (int i = 0; i < one.channels().size(); i++) {
      Channel a = one.channels().get(i);
      Channel b = other.channels().get(i);
      if (!a.name().equals(b.name()) || a.unit() != b.unit()) {
        return false;
      }
    }
    FrameFormat a = one.frame();
    FrameFormat b = other.frame();
    return a == null || b == null || (long) a.width() * b.height() == (long) b.width() * a.height();
  }

  /// Chooses among the streams that all episodes have.
  private record Choice(List<EpisodeStreams> episodes, Wish wish, List<LeftOut> leftOut) {
    DatasetPlan plan(Map<String, StreamSpec> common) throws DatasetException {
      List<Part> state = new ArrayList<>();
      List<Part> hands = new ArrayList<>();
      List<Part> commands = new ArrayList<>();
      List<View> views = new ArrayList<>();
      DatasetNames names = new DatasetNames(common.keySet());
      for (StreamSpec spec : common.values()) {
        String why = unsuited(spec, common);
        if (!why.isEmpty()) {
          leftOut.add(new LeftOut(spec.name(), why));
        } else if (spec.kind() == StreamKind.VIDEO) {
          views.add(view(spec, names));
        } else if (spec.kind() == StreamKind.HAND) {
          hands.add(part(spec, names));
        } else if (commands(spec)) {
          commands.add(part(spec, names));
        } else {
          state.add(part(spec, names));
        }
      }
      if (state.isEmpty()) {
        // Then the hands are all that is known of the body.
        state.addAll(hands);
        hands.clear();
      }
      if (state.isEmpty()) {
        throw new DatasetException(
            "The episodes have no stream of numbers in common that could be a state. " + told());
      }
      ActionRule actions = wish.actions();
      if (actions == null) {
        actions = commands.isEmpty() ? ActionRule.NEXT_STATE : ActionRule.COMMANDED;
      }
      if (actions == ActionRule.COMMANDED && commands.isEmpty()) {
        throw new DatasetException("Nothing is commanded in these episodes; choose another action");
      }
      if (actions != ActionRule.COMMANDED) {
        commands.forEach(part -> leftOut.add(new LeftOut(part.stream(), "It is a command.")));
        commands.clear();
      }
      return new DatasetPlan(
          PictureRate.of(rate(common)),
          state,
          hands,
          views,
          actions,
          wish.oldestMillis(),
          commands,
          wish.chunkRows(),
          wish.idle());
    }

    private String told() {
      return leftOut.isEmpty()
          ? ""
          : "“" + leftOut.getFirst().stream() + "”: " + leftOut.getFirst().why();
    }

    private String unsuited(StreamSpec spec, Map<String, StreamSpec> common) {
      if (spec.kind() != StreamKind.VIDEO && spec.channels().isEmpty()) {
        return "It has no numbers.";
      }
      if (MergedHands.made(spec) && spec.name().endsWith(MergedHands.JOINTS)) {
        return "It says of each joint of a hand where it comes from, and is no part of a body.";
      }
      for (StreamSpec other : common.values()) {
        if (MergedHands.holds(other, spec.name())) {
          return "It is in “" + other.name() + "”, which is put together of it and others.";
        }
      }
      StreamSpec imported = common.get("state");
      if (spec.kind() == StreamKind.SIGNAL
          && spec.synthetic()
          && !whole(spec)
          && imported != null
          && whole(imported)) {
        return "It stood beside the state in the dataset that it was imported from.";
      }
      if (spec.nominalHz() * wish.oldestMillis() / MILLIS < SLACK) {
        return "It comes too rarely: a row would be made of a sample older than %.0f ms."
            .formatted(wish.oldestMillis());
      }
      boolean counts =
          !spec.channels().isEmpty()
              && spec.channels().stream().allMatch(channel -> channel.unit() == Unit.COUNT);
      for (StreamSpec other : common.values()) {
        if (counts && other.derived() && other.device().equals(spec.device())) {
          return "It is raw; “" + other.name() + "” is made of it.";
        }
      }
      return "";
    }

    private static boolean commands(StreamSpec spec) {
      String last = spec.name().substring(spec.name().lastIndexOf('/') + 1);
      return last.equals("command") || last.equals("commands") || last.equals("action");
    }

    private static Part part(StreamSpec spec, DatasetNames names) {
      String name = names.of(spec);
      return new Part(
          spec.name(),
          name,
          spec.channels().stream()
              .map(channel -> whole(spec) ? channel.name() : name + "." + channel.name())
              .toList(),
          spec.channels().stream().map(channel -> channel.unit().sign()).toList());
    }

    /// Whether it was the whole state or action of a dataset that was imported; its numbers have
    /// their names from there.
    private static boolean whole(StreamSpec spec) {
      return spec.synthetic() && (spec.name().equals("state") || spec.name().equals("action"));
    }

    /// The smallest that it is in any of them, so that no picture is made of what was not there.
    private View view(StreamSpec spec, DatasetNames names) throws DatasetException {
      int width = Integer.MAX_VALUE;
      int height = Integer.MAX_VALUE;
      for (EpisodeStreams episode : episodes) {
        StreamSpec each = episode.specs().get(spec.name());
        FrameFormat frame = each == null ? null : each.frame();
        if (frame != null && frame.width() < width) {
          width = frame.width();
          height = frame.height();
        }
      }
      int longest = Math.max(width, height);
      double scale =
          wish.longestSide() > 0 && longest > wish.longestSide()
              ? (double) wish.longestSide() / longest
              : 1;
      return new View(spec.name(), names.of(spec), even(width * scale), even(height * scale));
    }

    private static int even(double side) {
      return Math.max(2, 2 * (int) Math.round(side / 2));
    }

    /// A row for every picture of the slowest camera; numbers alone at the rate of most datasets.
    private double rate(Map<String, StreamSpec> common) {
      if (wish.hz() > 0) {
        return wish.hz();
      }
      double slowest = USUAL_HZ;
      for (StreamSpec spec : common.values()) {
        if (spec.kind() == StreamKind.VIDEO) {
          slowest = Math.min(slowest, Math.rint(spec.nominalHz()));
        }
      }
      return Math.max(1, slowest);
    }

    private static final double USUAL_HZ = 30;
  }
}
