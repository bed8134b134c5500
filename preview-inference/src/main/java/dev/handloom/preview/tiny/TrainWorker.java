package dev.handloom.preview.tiny;

import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.tiny.TrainNews.Kind;
import dev.handloom.store.library.Library;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The training process: reads episodes, trains, writes the pack. It ends, and keeps what it has,
/// when whoever started it goes away.
public final class TrainWorker implements Trainer.Watcher {
  private static final long SAY_NANOS = 200_000_000L;
  private static final long SAVE_SECONDS = 15;

  private final TrainJob job;
  private final PrintStream out;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean ended;

  /// While it reads: then it is interrupted, for there is nothing to keep.
  private volatile @Nullable Thread reading;

  private long saidNanos;

  private TrainWorker(TrainJob job, PrintStream out) {
    this.job = job;
    this.out = out;
  }

  /// @param args the file of the job
  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    TrainWorker worker = new TrainWorker(TrainJob.read(Path.of(args[0])), out);
    Thread parent = new Thread(worker::watchParent, "parent watch");
    parent.setDaemon(true);
    parent.start();
    Runtime.getRuntime().addShutdownHook(new Thread(worker::endGently, "gentle end"));
    worker.run();
    worker.over.countDown();
  }

  /// Whoever started this holds the other end of its input; when it ends, so do we.
  private void watchParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said.
      }
    } catch (IOException e) {
      // Gone all the same.
    }
    end();
  }

  private void end() {
    ended = true;
    Thread reader = reading;
    if (reader != null) {
      reader.interrupt();
    }
  }

  private void endGently() {
    end();
    try {
      boolean _ = over.await(SAVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(TrainNews news) {
    out.println(news.line());
  }

  private void run() {
    Path lock = job.folder().resolve("lock");
    try (RandomAccessFile file = new RandomAccessFile(lock.toFile(), "rw");
        FileLock held = locked(file)) {
      if (held == null) {
        say(TrainNews.of(Kind.FAILED, "Another training is under way in " + job.folder(), 0, 0));
        return;
      }
      train();
    } catch (InterruptedIOException | InterruptedException e) {
      say(TrainNews.of(Kind.INTERRUPTED, "", 0, job.steps()));
    } catch (IOException e) {
      say(TrainNews.of(Kind.FAILED, words(e), 0, 0));
    } catch (OutOfMemoryError e) {
      say(
          TrainNews.of(
              Kind.FAILED,
              "The episodes do not fit into the memory of this computer. Name fewer with --query",
              0,
              0));
    }
  }

  private static @Nullable FileLock locked(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    String lower = message == null ? "" : message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return "The disk is full. Make room and start the same training again: it goes on from what was"
          + " kept last";
    }
    return message == null ? "A file failed" : message;
  }

  private void train() throws IOException, InterruptedException {
    TrainingSet set;
    reading = Thread.currentThread();
    try (Library library = Library.open(Path.of(job.library()))) {
      var rows = TrainingSet.accepted(library, job.query());
      set = TrainingSet.read(rows, done -> say(TrainNews.of(Kind.READING, "", done, rows.size())));
    }
    reading = null;
    for (String left : set.left()) {
      say(TrainNews.of(Kind.NOTE, "Left out: " + left, 0, 0));
    }
    Lessons lessons = new Lessons(set, job.seed());
    Checkpoint checkpoint =
        new Checkpoint(job.folder(), set.digest() + " " + job.seed() + " " + lessons.shape());
    Trainer trainer = new Trainer(lessons, job.plan(), checkpoint);
    say(TrainNews.of(Kind.NOTE, begins(lessons, trainer), 0, 0));
    Trainer.End end = trainer.run(this);
    if (end == Trainer.End.INTERRUPTED) {
      say(TrainNews.of(Kind.INTERRUPTED, "", trainer.begunAt(), job.steps()));
      return;
    }
    say(TrainNews.of(Kind.NOTE, "Judging it by the held-out episodes, and writing the pack", 0, 0));
    Trained trained = trainer.trained(end);
    Files.createDirectories(job.pack());
    TinyPack.write(trained, job.label(), job.pack());
    checkpoint.forget();
    say(TrainNews.done(trained));
  }

  private static String begins(Lessons lessons, Trainer trainer) {
    String from =
        trainer.begunAt() > 0
            ? "Goes on at step " + trainer.begunAt() + ", where it was interrupted. "
            : "";
    return from
        + part(lessons.learnt())
        + " to learn from, "
        + (lessons.choosing().size() > 0
            ? part(lessons.choosing()) + " to choose the weights by, "
            : "none to choose the weights by, so the last are kept, ")
        + part(lessons.judging())
        + " to be judged by in the end";
  }

  private static String part(Lessons.Part part) {
    int count = part.episodes().size();
    return String.format(
        Locale.ROOT,
        "%d %s (%,d moments)",
        count,
        count == 1 ? "episode" : "episodes",
        part.size());
  }

  @Override
  public void step(int step, double share, double secondsLeft, double loss) {
    long now = System.nanoTime();
    if (now - saidNanos >= SAY_NANOS || share >= 1) {
      saidNanos = now;
      say(TrainNews.step(step, job.steps(), share, secondsLeft, loss));
    }
  }

  @Override
  public void look(Look look) {
    say(TrainNews.look(look));
  }

  @Override
  public boolean ended() {
    return ended || out.checkError();
  }
}
