package dev.handloom.preview.session;

import dev.handloom.preview.dream.DreamCap;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A model on another machine, its answers put into the terms of the file that says what it is
/// shown: which step lasts how long, which picture it dreams of when. No dream reaches further than
/// any may.
final class RemoteAnswers implements Model {
  private static final String DREAMED = "future_";

  private final Model model;
  private final Wants wants;

  RemoteAnswers(Model model, Wants wants) {
    this.model = model;
    this.wants = wants;
  }

  @Override
  public Papers papers() throws ModelException {
    return model.papers();
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    Prediction said = model.ask(observation);
    int columns = said.actions().length == 0 ? 0 : said.actions()[0].length;
    if (columns > 0 && !wants.actions().isEmpty() && columns != wants.actions().size()) {
      throw new ModelException(
          Kind.REFUSED,
          String.format(
              Locale.ROOT,
              "It answers %d numbers a step, and what it is shown names %d actions. Name as many,"
                  + " in its order, or none",
              columns,
              wants.actions().size()));
    }
    return DreamCap.of(
        new Prediction(
            said.capturedNanos(),
            said.askedNanos(),
            said.answeredNanos(),
            said.actions(),
            said.names(),
            Double.isNaN(said.stepSeconds()) ? wants.stepSeconds() : said.stepSeconds(),
            dreams(said),
            said.forecasts(),
            said.place(),
            said.value(),
            said.modelMillis(),
            said.besides()));
  }

  /// The n-th picture of a camera that comes without its time is of the n-th horizon.
  private List<Dream> dreams(Prediction said) {
    List<Dream> dreams = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Dream dream : said.dreams()) {
      String camera = view(dream.camera());
      int n = seen.merge(camera, 1, Integer::sum) - 1;
      double ahead = dream.aheadSeconds();
      if (Double.isNaN(ahead) && n < wants.horizons().size()) {
        ahead = wants.horizons().get(n) * wants.stepSeconds();
      }
      dreams.add(new Dream(camera, ahead, dream.picture()));
    }
    return dreams;
  }

  /// A dream may be called `future_wrist_image` and what it is of `left_wrist_image`.
  private String view(String camera) {
    List<String> names = wants.views().stream().map(View::name).toList();
    if (names.contains(camera) || names.isEmpty()) {
      return camera;
    }
    String plain = camera.startsWith(DREAMED) ? camera.substring(DREAMED.length()) : camera;
    if (plain.isEmpty() || plain.equals("image")) {
      return names.getFirst();
    }
    List<String> alike = names.stream().filter(name -> name.endsWith(plain)).toList();
    return alike.isEmpty() ? camera : alike.getFirst();
  }

  @Override
  public void forget() throws ModelException {
    model.forget();
  }

  @Override
  public void close() {
    model.close();
  }
}
