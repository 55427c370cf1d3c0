package org.rapaio.jupyter.kernel.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.logging.LogManager;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the library's kernel as its own main class does, and says when it is connected, which the
 * loops of the sockets wait for.
 */
public final class KernelMain {

  private KernelMain() {}

  /**
   * Runs the kernel until it is shut down.
   *
   * @param args the connection file, which Jupyter writes
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if its key is of no use
   */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    try (InputStream logging = MainApp.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    String connection = Files.readString(Path.of(args[0]));
    Channels channels = new Channels(Transform.fromJson(connection, ConnectionProperties.class));
    channels.connect(MainApp.kernel);
    LoopThread.connected();
    channels.joinUntilClose();
  }
}
