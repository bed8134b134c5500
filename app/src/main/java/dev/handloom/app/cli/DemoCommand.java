package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", description = "Record on the simulated rig.")
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  DemoCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    terminal.tell(folders.toString());
  }

  @Override
  public Integer call() {
    terminal.tell("not yet");
    return 0;
  }
}
