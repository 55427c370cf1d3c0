package org.dl4jvision.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command-line tool. */
@Command(name = "dl4j-vision", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
