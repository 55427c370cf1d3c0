package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  /** Another process: locks a folder, says so and waits to be killed. */
  static final class Other {
    public static void main(String[] args) throws InterruptedException {
      FolderLock lock = FolderLock.of("folder", Path.of(args[0]));
      System.out.println("locked");
      Thread.sleep(60_000);
      lock.close();
    }
  }

  private static String refusal(Path folder) {
    return assertThrows(IllegalArgumentException.class, () -> FolderLock.of("folder", folder))
        .getMessage();
  }

  @Test
  void oneAtATime() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (FolderLock lock = FolderLock.of("folder", folder)) {
        String owner = "process " + ThisProcess.id() + " on " + ThisProcess.host();
        String message = refusal(folder);
        assertEquals(
            "folder " + folder + " is in use by this process; stop that one, or wait for it",
            message);
        assertEquals(owner, Files.readString(folder.resolve(FolderLock.FILE)));
      }
      assertFalse(Files.exists(folder.resolve(FolderLock.FILE)), "nothing is left");
    }
  }

  @Test
  void anotherProcessIsNamedAndItsLockDiesWithIt() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Other.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
      assertEquals("locked", said.readLine());
      assertEquals(
          String.format(
              "folder %s is in use by process %d on %s; stop that one, or wait for it",
              folder, other.pid(), ThisProcess.host()),
          refusal(folder));
      other.destroyForcibly().waitFor();
      assertTrue(Files.size(folder.resolve(FolderLock.FILE)) > 0, "it could not tidy up");
      FolderLock.of("folder", folder).close();
      assertFalse(Files.exists(folder.resolve(FolderLock.FILE)));
    } finally {
      other.destroyForcibly();
    }
  }

  /** Where the file system knows no locks, what the file says decides. */
  @Test
  void aLockIsFreeOnlyIfItsProcessIsKnownToBeDead() {
    String here = " on " + ThisProcess.host();
    assertFalse(FolderLock.isFree("process " + ThisProcess.id() + here));
    assertTrue(FolderLock.isFree("process " + Long.MAX_VALUE + here));
    assertFalse(FolderLock.isFree("process " + Long.MAX_VALUE + " on another.host"));
    assertTrue(FolderLock.isFree(""));
  }
}
