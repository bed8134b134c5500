package dev.handloom.store.video;

import java.util.concurrent.locks.LockSupport;

/// Stands in for a probe whose drivers crash, hang and talk.
public final class HostileProbe {
  private HostileProbe() {}

  public static void main(String[] args) {
    for (int i = 2; i < args.length; i++) {
      System.out.println(EncoderProbe.ANSWER + "BEGIN " + args[i]);
      switch (EncoderKind.valueOf(args[i])) {
        case NVENC -> {
          System.err.println("[driver @ 0x1] I am about to fall over");
          Runtime.getRuntime().halt(139);
        }
        case VAAPI -> {
          while (true) {
            LockSupport.parkNanos(100_000_000L);
            System.err.println("[va @ 0x3] still thinking");
          }
        }
        case QSV -> System.out.println(EncoderProbe.ANSWER + "OK QSV 1 2.5 41.0");
        case VIDEOTOOLBOX -> {
          System.err.println("[vt @ 0x2] No such device");
          System.out.println(EncoderProbe.ANSWER + "NO VIDEOTOOLBOX It does not open");
        }
        default -> System.out.println(EncoderProbe.ANSWER + "OK " + args[i] + " nonsense");
      }
    }
  }
}
