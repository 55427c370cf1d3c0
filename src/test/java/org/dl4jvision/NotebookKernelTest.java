package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loops that the notebooks' kernel runs in place of its library's. */
class NotebookKernelTest {

  private static final int LOOPS = 200;
  private static final int SECONDS = 20;

  @Test
  void everyLoopRunsOnceTheKernelIsConnectedAndNotBefore(@TempDir Path folder) throws Exception {
    String source = "notebooks/kernel/LoopThread.java";
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      Class<?> type = loader.loadClass("org.rapaio.jupyter.kernel.channels.LoopThread");
      Constructor<?> create = type.getConstructor(String.class, long.class, Runnable.class);
      List<CountDownLatch> runs = new ArrayList<>();
      List<Thread> loops = new ArrayList<>();
      for (int i = 0; i < LOOPS; i++) {
        CountDownLatch twice = new CountDownLatch(2);
        runs.add(twice);
        loops.add((Thread) create.newInstance("loop-" + i, 1, (Runnable) twice::countDown));
        loops.get(i).start();
      }
      loops.get(0).join(100);
      assertTrue(runs.stream().allMatch(run -> run.getCount() == 2), "a loop read too early");
      type.getMethod("connected").invoke(null);
      for (CountDownLatch run : runs) {
        assertTrue(run.await(SECONDS, TimeUnit.SECONDS), "a loop does not run");
      }
      for (Thread loop : loops) {
        type.getMethod("shutdown").invoke(loop);
        loop.join(TimeUnit.SECONDS.toMillis(SECONDS));
        assertFalse(loop.isAlive(), loop.getName());
      }
    }
  }
}
