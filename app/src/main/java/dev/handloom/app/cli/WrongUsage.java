package dev.handloom.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with the arguments in one line, and in a second how they should be.
final class WrongUsage {
  private WrongUsage() {}

  /// Makes every complaint about arguments one of these.
  static void of(CommandLine line) {
    number(line, Integer.TYPE, Integer::valueOf, "a whole number");
    number(line, Long.TYPE, Long::valueOf, "a whole number");
    number(line, Double.TYPE, Double::valueOf, "a number");
    line.setParameterExceptionHandler((wrong, _) -> tell(wrong));
  }

  private static <T> void number(
      CommandLine line, Class<T> type, ITypeConverter<T> converter, String what) {
    line.registerConverter(
        type,
        text -> {
          try {
            return converter.convert(text);
          } catch (NumberFormatException e) {
            throw new TypeConversionException("it must be " + what + ", not \"" + text + "\"");
          }
        });
  }

  private static int tell(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println("handloom: " + what(wrong));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, line.getErr());
    }
    line.getErr().println(line.getHelp().synopsisHeading() + line.getHelp().synopsis(7).strip());
    line.getErr().println("More: " + line.getCommandSpec().qualifiedName() + " --help");
    return CommandFailed.USAGE;
  }

  private static String what(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().getFirst();
      boolean program = wrong.getCommandLine().getParent() == null;
      return unmatched.isUnknownOption()
          ? "There is no option " + first + "."
          : program
              ? "There is no command \"" + first + "\", and no such file."
              : "\"" + first + "\" is too much.";
    }
    return String.valueOf(wrong.getMessage());
  }
}
