package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;

/// placeholder until the studio is merged
final class StudioStart {
  private StudioStart() {}

  static int open(Terminal terminal, UserFolders folders) {
    terminal.tell("not yet " + folders.logs());
    return 3;
  }
}
