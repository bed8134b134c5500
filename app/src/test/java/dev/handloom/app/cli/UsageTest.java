package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.library.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path user;

  private Ran run(Object... arguments) {
    return Ran.handloom(user, arguments);
  }

  @Test
  void whatIsNotThereIsNamedAndHelpIsOneLineAway() {
    run("bogus").refused(2, "There is no command \"bogus\"", "handloom --help");
    run("lis").refused(2, "Did you mean: ", "handloom list");
    run("--bogus").refused(2, "There is no option --bogus");
    run("list", "--bogus").refused(2, "There is no option --bogus", "handloom list --help");
    run("list", "more").refused(2, "\"more\" is too much");
    run("help", "bogus").refused(2, "bogus");
  }

  @Test
  void aValueThatIsMissingOrWrongIsNamed() {
    run("list", "--library").refused(2, "--library", "handloom list --help");
    run("show").refused(2, "EPISODE");
    run("screenshots").refused(2, "--out");
    run("record").refused(2, "--task", "--seconds");
    run("record", "--task", " ", "--seconds", 1).refused(2, "--task needs words");
    run("demo", "--episodes", "x").refused(2, "--episodes", "a whole number, not \"x\"");
    run("demo", "--seconds", "soon").refused(2, "--seconds", "a number, not \"soon\"");
    run("demo", "--seed", "1.5").refused(2, "--seed", "a whole number, not \"1.5\"");
    run("sim").refused(2, "left-glove");
    run("sim", "toaster").refused(2, "no simulated device \"toaster\"", "left-glove");
    run("encoders", "--size", "641x480").refused(2, "--size must be two even numbers", "641x480");
    run("check", "").refused(2, "Say what to check");
  }

  @Test
  void whereNothingIsCalibratedThatIsSaid() throws Exception {
    Library.open(user.resolve("library")).close();
    assertTrue(
        run("profiles").good().out().contains("No glove or arm is calibrated in this library"));
    assertTrue(
        run("profiles", "Ann").good().out().contains("No glove or arm is calibrated for Ann"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "10001"})
  void aNumberOfEpisodesThatCannotBeIsRefused(String episodes) {
    run("demo", "--episodes", episodes).refused(2, "--episodes must be from 1 to 10000");
    assertFalse(Files.exists(user.resolve("library")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "0", "NaN", "Infinity", "1e9"})
  void aLengthThatCannotBeIsRefused(String seconds) {
    run("demo", "--seconds", seconds).refused(2, "--seconds must be more than 0");
    assertFalse(Files.exists(user.resolve("library")));
  }

  @Test
  void everyCommandHasHelpAndNoneAVersionOfItsOwn() {
    List<String> commands =
        List.of(
            "demo",
            "devices",
            "doctor",
            "camera",
            "sim",
            "record",
            "list",
            "show",
            "tag",
            "review",
            "check",
            "import",
            "rebuild",
            "recover",
            "encoders",
            "screenshots",
            "bench");
    String all = run("--help").good().out();
    for (String command : commands) {
      assertTrue(all.contains("\n  " + command + " "), command);
      Ran help = run(command, "--help").good();
      assertTrue(help.out().startsWith("Usage: handloom " + command), help::out);
      assertEquals("", help.err());
      assertEquals(help, run("help", command));
      run(command, "--version").refused(2);
    }
    assertTrue(run("--version").good().out().startsWith("Handloom "));
  }

  @Test
  void everyEncoderIsTriedAndSaysWhatCameOfIt() {
    Ran ran = run("encoders", "--size", "320x240", "--json").good();
    assertTrue(ran.json().size() >= 8, ran::out);
    boolean works = false;
    for (var row : ran.json()) {
      works |= row.path("works").asBoolean();
      assertEquals(
          row.path("works").asBoolean(), row.path("reason").asString().isEmpty(), row::toString);
    }
    assertTrue(works, ran::out);
  }

  @Test
  void theRuleFileSaysHowToInstallIt() {
    String rules = run("devices", "--udev-rules").good().out();
    assertTrue(rules.contains("/etc/udev/rules.d/70-handloom.rules"), rules);
    assertTrue(rules.contains("uaccess"), rules);
  }

  @Test
  void theDoctorSaysThatADeviceIsNotThere() {
    run("doctor", "serial:/dev/no-such-port").refused(3, "serial:/dev/no-such-port", "plugged in");
  }

  @Test
  void theSimulatedDevicesAreListed() {
    assertTrue(run("sim", "--list").good().out().contains("left-glove"));
    assertEquals(
        dev.handloom.device.sim.Simulators.names().size(),
        run("sim", "--list", "--json").good().json().size());
  }
}
