package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Picture;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where a preview takes from what a model is shown, and what came of it. Spoken to by the
/// preview's thread alone.
public interface Source extends AutoCloseable {
  /// Hears how far getting ready has come, in words; one that is ready at once says nothing.
  default void tell(Consumer<String> progress) {}

  /// Gets ready for a model. May take long; an interrupt ends it.
  void open(Wants wants) throws IOException;

  /// Every line of what the model wants that is not there, in words.
  List<String> mismatches();

  /// Takes in what has come since the last look.
  void look();

  /// What can be shown now.
  ///
  /// @param task what is to be done, in words
  Sight see(String task);

  Playhead playhead();

  /// The newest moment of which this channel, or an earlier one of this order, is known: what lies
  /// after it may still come.
  long numbersUntil();

  /// The newest moment of which a picture of a view is known.
  long picturesUntil(int view);

  /// What a channel of the state was at a time; NaN where it is not known.
  float state(int channel, long nanos);

  /// What the channel of an action was at a time; NaN where it is not known.
  float action(int channel, long nanos);

  /// The picture nearest to a time; nothing where none is near.
  @Nullable Picture picture(int view, long nanos);

  @Override
  void close();
}
