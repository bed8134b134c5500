package dev.handloom.app.cli;

import dev.handloom.app.EncoderReport;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.video.EncoderTrial;
import dev.handloom.store.video.Encoders;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Tries every encoder and says which work.
@Command(
    name = "encoders",
    description =
        "Try every video encoder on this machine, and say which work and why the others do not.")
final class EncodersCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");
  private static final int LEAST_SIDE = 16;

  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Of the pictures (${DEFAULT-VALUE}). Not all hardware takes all sizes.")
  private String size = "640x480";

  EncodersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// As JSON.
  record Row(
      String encoder,
      String title,
      boolean hardware,
      boolean works,
      String reason,
      int heldBack,
      double millisPerPicture) {}

  @Override
  public Integer call() throws InterruptedException {
    List<EncoderTrial> trials = Encoders.shared().tryAll(format());
    if (json.json) {
      terminal.json(
          trials.stream()
              .map(t ->
                  new Row(
                      t.kind().encoder(),
                      t.kind().title(),
                      t.kind().hardware(),
                      t.works(),
                      t.reason(),
                      t.heldBack(),
                      t.millisPerPicture()))
              .toList());
    } else {
      EncoderReport.lines(trials).forEach(terminal::say);
    }
    return trials.stream().anyMatch(EncoderTrial::works) ? 0 : CommandFailed.FINDING;
  }

  private FrameFormat format() {
    Matcher match = SIZE.matcher(size);
    if (match.matches()) {
      int width = Integer.parseInt(match.group(1));
      int height = Integer.parseInt(match.group(2));
      if (width >= LEAST_SIDE
          && height >= LEAST_SIDE
          && width <= FrameFormat.LARGEST_SIDE
          && height <= FrameFormat.LARGEST_SIDE
          && width % 2 == 0
          && height % 2 == 0) {
        return new FrameFormat(width, height, FrameFormat.Pixels.BGRA);
      }
    }
    throw new CommandFailed(
        CommandFailed.USAGE,
        "--size must be two even numbers from "
            + LEAST_SIDE
            + " to "
            + FrameFormat.LARGEST_SIDE
            + ", as 1280x720, not \""
            + size
            + "\"");
  }
}
