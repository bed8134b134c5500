package dev.handloom.preview.tiny;

import dev.handloom.preview.example.ManifestProposal;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.learn.Kernel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What people should know of a model before they trust it.
final class Card {
  private Card() {}

  static String text(Trained trained, TinyPack.Label label) {
    Lessons lessons = trained.lessons();
    TrainingSet set = lessons.set();
    Wants wants = set.wants();
    StringBuilder text = new StringBuilder();
    line(text, "# %s %s", label.name(), label.version());
    line(text, "");
    trained.verdict().forEach(words -> line(text, "%s", words));
    line(text, "");
    line(
        text,
        "A TinyWAM with %,d numbers, trained on this studio's own episodes. It proposes the next %d"
            + " actions (%.1f s) and dreams what the cameras will see; told other actions, it dreams"
            + " what would follow from them.",
        trained.net().network().count(),
        wants.steps(),
        wants.steps() * wants.stepSeconds());
    line(text, "");
    line(text, "## How it does on episodes that it never saw");
    line(text, "");
    line(
        text,
        "%d examples of %d episodes.",
        trained.scores().examples(),
        lessons.judging().episodes().size());
    line(text, "");
    line(text, "| mean error, in spreads of the channels | |");
    line(text, "|---|---|");
    line(text, "| its plan | %.3f |", trained.scores().actionError());
    line(text, "| plan of the nearest episode | %.3f |", trained.nearest().actionError());
    line(text, "| standing still | %.3f |", trained.scores().standStill());
    line(text, "");
    line(
        text,
        "Skill is 1 − squared error over that of showing the last picture again: 1 is perfect, 0 worth");
    line(text, "nothing. Over the pixels that moved, from its own plan:");
    line(text, "");
    line(
        text,
        "| ahead | moving pixels | its dream | told what was done | nearest episode | body, error | body that stays |");
    line(text, "|---|---|---|---|---|---|---|");
    for (int h = 0; h < wants.horizons().size(); h++) {
      line(
          text,
          "| %.2f s | %.1f %% | %.2f | %.2f | %.2f | %.3f | %.3f |",
          wants.horizons().get(h) * wants.stepSeconds(),
          100 * trained.scores().moving()[h],
          trained.scores().skill()[h],
          trained.scores().skillTold()[h],
          trained.nearest().skill()[h],
          trained.scores().stateError()[h],
          trained.scores().stateStill()[h]);
    }
    line(text, "");
    line(text, "## What it was trained on");
    line(text, "");
    line(
        text,
        "%d episodes, %,d examples (%.2f h at %.1f Hz): %d to learn from, %d to choose the weights by, and"
            + " %d for the figures above, by which nothing was chosen. Digest of the set:",
        set.episodes().size(),
        set.examples(),
        TinyPack.hours(set),
        1 / wants.stepSeconds(),
        lessons.learnt().episodes().size(),
        lessons.choosing().episodes().size(),
        lessons.judging().episodes().size());
    line(text, "`%s`", set.digest());
    line(text, "");
    line(
        text,
        "- Cameras: %s",
        wants.views().stream()
            .map(v -> v.name() + " " + v.width() + "×" + v.height())
            .collect(Collectors.joining(", ")));
    line(
        text,
        "- Body: %d channels. Actions: %d, where each channel will be after each step; relative to",
        wants.state().size(),
        wants.actions().size());
    line(
        text,
        "  where it is at the observation. What a person did is taken from what was measured one step later.");
    line(
        text,
        "- Seed %d, %d of %d steps, %.1f minutes on %d %s, %s. %s",
        trained.plan().seed(),
        trained.looks().isEmpty() ? 0 : trained.looks().getLast().step(),
        trained.plan().steps(),
        trained.minutes(),
        trained.plan().threads(),
        trained.plan().threads() == 1 ? "thread" : "threads",
        Kernel.best().words(),
        trained.end() == Trainer.End.STOPPED_EARLY
            ? "It stopped early, as it did not become better any more."
            : "");
    line(text, "");
    line(
        text,
        "| step | loss: plan | body | dream | %s: plan error | skill at each horizon |",
        lessons.choosing().size() > 0 ? "choosing" : "held out");
    line(text, "|---|---|---|---|---|---|");
    for (Look look : trained.looks()) {
      line(
          text,
          "| %d | %.3f | %.3f | %.3f | %.3f | %s |",
          look.step(),
          look.planLoss(),
          look.stateLoss(),
          look.dreamLoss(),
          look.scores().actionError(),
          numbers(look.scores().skill()));
    }
    line(text, "");
    line(text, "![Curves](%s)", TinyPack.CURVES);
    line(text, "");
    line(text, "## Limits");
    line(text, "");
    for (String limit : LIMITS) {
      line(text, "- %s", limit);
    }
    line(text, "");
    line(text, "Licence of the weights: %s", label.licence());
    return text.toString();
  }

  private static final List<String> LIMITS =
      List.of(
          "It knows these cameras, this rig and what was done in these episodes; elsewhere its answers"
              + " mean nothing.",
          "Skill measures how alike pictures are, not whether a task succeeds.",
          "It sees "
              + ManifestProposal.SIDE
              + "×"
              + ManifestProposal.SIDE
              + " pixels of each camera; what is smaller it cannot see.",
          "A dream is never data: do not train on what it shows.",
          "It has no feeling for danger. Do not let it move a machine.");

  private static String numbers(double[] values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(String.format(Locale.ROOT, "%.2f ", value));
    }
    return text.toString().strip();
  }

  private static void line(StringBuilder text, String format, Object... what) {
    text.append(String.format(Locale.ROOT, format, what).stripTrailing()).append('\n');
  }
}
