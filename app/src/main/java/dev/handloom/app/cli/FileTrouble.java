package dev.handloom.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a failed file operation means to a person. Java's own message is often the path alone.
final class FileTrouble {
  private FileTrouble() {}

  static String words(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "There is no such file or folder: " + e.getFile();
      case FileAlreadyExistsException e -> "Another file is in the way: " + e.getFile();
      case AccessDeniedException e -> "You may not read or write this: " + e.getFile();
      case NotDirectoryException e -> "This is no folder: " + e.getFile();
      case FileSystemException e when e.getReason() != null -> e.getReason() + ": " + e.getFile();
      default -> failure.getMessage() == null ? "A file failed" : failure.getMessage();
    };
  }
}
