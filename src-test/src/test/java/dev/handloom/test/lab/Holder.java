package dev.handloom.test.lab;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;

/// A second studio: holds a port open until it is ended.
public final class Holder {
  private Holder() {}

  public static void main(String[] args) throws Exception {
    try (Link link = Links.ofThisMachine().open(args[0])) {
      System.out.println("holds " + link.title());
      Thread.currentThread().join();
    }
  }
}
