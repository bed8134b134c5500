package dev.handloom.app.retarget;

import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfiledHand;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import org.jspecify.annotations.Nullable;

/// The hands that a robot follows: made again from the raw glove by the calibration that the
/// episode carries, or, where it carries none, as they were recorded.
final class HandSource {
  private final StreamSamples recorded;
  private final StreamSamples from;
  private final @Nullable ProfiledHand maker;
  private final Sample raw;

  private HandSource(StreamSamples recorded, StreamSamples from, @Nullable ProfiledHand maker) {
    this.recorded = recorded;
    this.from = from;
    this.maker = maker;
    raw = new Sample(from.spec());
  }

  static HandSource of(EpisodeReader episode, StreamSamples recorded) throws ProfileException {
    StreamSpec spec = recorded.spec();
    for (Enclosure enclosure : episode.enclosures()) {
      if (!enclosure.subject().equals(spec.name())) {
        continue;
      }
      Profile profile =
          Profile.read(enclosure.bytes(), episode.bundle().mcap().resolve(enclosure.name()));
      for (StreamSamples glove : episode.signals().values()) {
        StreamSpec felt = glove.spec();
        if (!felt.derived()
            && felt.device().equals(spec.device())
            && GloveReader.fits(felt)
            && profile.fits(GloveReader.of(felt, profile.side()).channels())) {
          ProfiledHand hand = new ProfiledHand(felt, spec.name(), profile);
          if (hand.output().equals(spec)) {
            return new HandSource(recorded, glove, hand);
          }
        }
      }
    }
    return new HandSource(recorded, recorded, null);
  }

  StreamSpec spec() {
    return recorded.spec();
  }

  /// As it was recorded live.
  StreamSamples recorded() {
    return recorded;
  }

  /// Whether the hands are made again from a raw stream.
  boolean again() {
    return maker != null;
  }

  /// What it is made from, for a person.
  String words() {
    String by = recorded.spec().maker() == null ? "" : ", made by " + recorded.spec().maker();
    return again()
        ? spec().name() + by + ", again from " + from.spec().name()
        : spec().name() + " as recorded" + by;
  }

  int size() {
    return from.size();
  }

  /// Gives a hand and its times.
  ///
  /// @return false where the glove said nothing
  boolean read(int n, Sample into) {
    Sample first = again() ? raw : into;
    from.values(n, first.values);
    into.sequence = from.sequence(n);
    into.deviceTicks = from.deviceTicks(n);
    into.arrivalNanos = from.arrivalNanos(n);
    into.captureNanos = from.captureNanos(n);
    into.boundNanos = from.boundNanos(n);
    return maker == null || maker.process(raw, into);
  }
}
