package dev.handloom.app.cue;

import dev.handloom.app.ui.settings.CueChoices;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays cues, one after the other, as a person wants them; what is felt is felt at once.
public final class Cues implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cues.class);

  /// What is not played by then comes too late to be true.
  private static final int MOST_WAITING = 3;

  private final Supplier<CueChoices> choices;
  private final BlockingQueue<Cue> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final @Nullable Voice voice = Voice.ofThisSystem().orElse(null);
  private final Touch touch;
  private volatile String trouble = "";
  private @Nullable Thread thread;

  /// @param choices asked from any thread
  public Cues(Supplier<CueChoices> choices, Touch touch) {
    this.choices = choices;
    this.touch = touch;
  }

  /// Plays it soon; returns at once. From any thread.
  public void play(Cue cue) {
    if (choices.get().touch()) {
      touch.feel(cue);
    }
    if (choices.get().silent()) {
      return;
    }
    synchronized (this) {
      if (thread == null) {
        thread = Thread.ofPlatform().name("cues").daemon(true).start(this::run);
      }
    }
    Voice speaker = voice;
    if (cue == Cue.ALARM) {
      // Nothing that is still to be said is as urgent.
      waiting.clear();
      if (speaker != null) {
        speaker.hush();
      }
    }
    if (!waiting.offer(cue)) {
      LOG.debug("Too many cues at once; {} is left out", cue);
    }
  }

  /// Why nothing is heard, for a person; empty while all is well or nothing was tried.
  public String trouble() {
    return trouble;
  }

  /// Whether this system can say words.
  public boolean speaks() {
    return voice != null;
  }

  private void run() {
    try {
      while (true) {
        Cue cue = waiting.take();
        CueChoices now = choices.get();
        if (now.tones()) {
          sound(cue);
        }
        Voice speaker = voice;
        if (now.speech() && speaker != null && !cue.word().isEmpty()) {
          speak(speaker, cue);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sound(Cue cue) {
    byte[] tones = Tones.of(cue);
    try (SourceDataLine line = AudioSystem.getSourceDataLine(Tones.format())) {
      line.open(Tones.format());
      line.start();
      line.write(tones, 0, tones.length);
      line.drain();
      trouble = "";
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      if (trouble.isEmpty()) {
        LOG.warn("Cues cannot be heard: {}", e.getMessage());
      }
      trouble = "No sound device was found: cues are seen and not heard.";
    }
  }

  private static void speak(Voice speaker, Cue cue) throws InterruptedException {
    try {
      speaker.say(cue.word());
    } catch (IOException e) {
      LOG.warn("The voice of the system does not speak: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
