package org.dl4jvision.io;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What files say of the process that wrote them. */
public final class ThisProcess {

  private ThisProcess() {}

  /** The number that the operating system, or the container, knows it by. */
  public static long id() {
    return ProcessHandle.current().pid();
  }

  /** The name of its machine or container; "unknown" where it has none. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
