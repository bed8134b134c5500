package dev.handloom.store.importer;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.review.ReviewEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// What an episode of somebody else is to become. Studio time 0 is its first row.
///
/// @param source where it comes from, for a person: dataset and episode
/// @param task in words
/// @param person empty where nobody said
/// @param rig what it was captured with; empty where nobody said
/// @param beganUnixNanos on the wall clock
/// @param beganDoubtNanos how far that may be off
/// @param stopNanos studio time at which it ends
/// @param notes what a person should know of it, in whole sentences without a full stop
/// @param review what was already said of it; empty for nothing
public record EpisodeDraft(
    String source,
    String task,
    String person,
    String rig,
    long beganUnixNanos,
    long beganDoubtNanos,
    long stopNanos,
    List<Numbers> numbers,
    List<Pictures> pictures,
    List<String> notes,
    List<ReviewEntry> review) {
  public EpisodeDraft {
    numbers = List.copyOf(numbers);
    pictures = List.copyOf(pictures);
    notes = List.copyOf(notes);
    review = List.copyOf(review);
  }

  /// A stream of numbers.
  ///
  /// @param nanos studio time of each sample, in order
  /// @param values of each sample, a number for each channel
  /// @param boundNanos how far the times may be off, or
  ///   [dev.handloom.device.stream.Sample#UNBOUNDED]
  public record Numbers(StreamSpec spec, long[] nanos, double[][] values, long boundNanos) {
    public Numbers {
      if (nanos.length != values.length) {
        throw new IllegalArgumentException(nanos.length + " times, " + values.length + " samples");
      }
    }
  }

  /// The pictures of a camera.
  ///
  /// @param stream as `front/video`
  /// @param hz of its pictures
  /// @param nanos studio time of each picture, in order; more than there are pictures do no harm
  /// @param made whether the times were made up
  public record Pictures(String stream, double hz, long[] nanos, boolean made, From from) {}

  /// Where pictures come from.
  public sealed interface From {
    /// A stretch of a video file, as it is packed where that can be.
    ///
    /// @param fromSeconds where its first picture stands in the file
    record Video(Path file, double fromSeconds) implements From {}

    /// Pictures that are given one by one.
    record Stills(Decoded source) implements From {}
  }

  /// Pictures that somebody decodes.
  public interface Decoded {
    int count();

    /// Pixels across, of all of them.
    int width();

    int height();

    /// @param bgra direct, four bytes a pixel, from its start
    void read(int at, ByteBuffer bgra) throws IOException;
  }
}
