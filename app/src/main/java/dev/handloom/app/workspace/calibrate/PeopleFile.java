package dev.handloom.app.workspace.calibrate;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Who wears gloves in this library, whoever did last first: `people.json` beside their profiles.
final class PeopleFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private record Content(List<Person> people) {}

  private final Path file;

  /// @param profiles the folder of the profiles
  PeopleFile(Path profiles) {
    file = profiles.resolve("people.json");
  }

  List<Person> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return List.copyOf(JSON.readValue(Files.readAllBytes(file), Content.class).people());
    } catch (JacksonException | NullPointerException e) {
      throw new IOException("The list of people is damaged: " + file, e);
    }
  }

  /// Keeps a person in front of the others.
  void keep(Person person) throws IOException {
    List<Person> people = new ArrayList<>(List.of(person));
    for (Person each : read()) {
      if (!each.name().equals(person.name())) {
        people.add(each);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Durable.replace(file, JSON.writeValueAsString(new Content(people)));
  }
}
