package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.UserFolders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command that ran in this process: its exit code and all that it printed.
record Ran(int code, String out, String err) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static Ran handloom(Path user, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    UserFolders folders =
        new UserFolders(
            user.resolve("settings"),
            user.resolve("logs"),
            user.resolve("run"),
            user.resolve("library"));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = CommandLineEntry.run(words, new Terminal(out, err, false), folders);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// It said that it could not, in words for a person, and nothing that passes for a result.
  Ran refused(int expected, String... words) {
    assertEquals(expected, code, this::toString);
    assertEquals("", out);
    for (String word : words) {
      assertTrue(err.contains(word), () -> "\"" + word + "\" is not in " + err);
    }
    return forPeople();
  }

  /// Nothing that only a programmer understands was printed.
  Ran forPeople() {
    String all = out + err;
    for (String inner :
        new String[] {
          "Exception", "java.", "dev.handloom", "\tat ", "`", "StreamReadFeature", "fault of the"
        }) {
      assertFalse(all.contains(inner), () -> "\"" + inner + "\" is in " + all);
    }
    return this;
  }

  Ran good() {
    assertEquals(0, code, this::toString);
    return forPeople();
  }

  /// Standard output, which is one JSON document and nothing more.
  JsonNode json() {
    return JSON.readTree(out);
  }
}
